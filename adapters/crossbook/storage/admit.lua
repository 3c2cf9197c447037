-- Leave to send a request, by what all processes have sent. The same decisions as `core/admitting.py`, which says why; all buckets are
-- filled or none. The clock is Redis' own.
--
-- KEYS: what is known of the account, what is known of the address, and the counter of places in the queue.
-- ARGV: a number that is given back, "ask" or "note", and what `script.py` writes after them.
--
-- Of an account or an address: `generation` (which life of this memory it is), `since` (what was sent before is unknown: at that moment
-- everything is used up), `asked` (when somebody asked last), `quiet` and `loud` (from when until when nobody did, the last time),
-- `assumed` (whether this life was taken for the first one); and of each bucket `f:` (until when it is full), `l:` (the limit that was learnt), `q:` (who waits: number,is a cancel,until;), `c1:` and `c0:`
-- (until when it is closed, for all or for all but cancels; of routes too).

local LIFE = 3600000 -- milliseconds after which nothing of this is in any window

local stamp = redis.call('TIME')
local now = tonumber(stamp[1]) + tonumber(stamp[2]) / 1000000
local at = 2

local function take()
  at = at + 1
  return ARGV[at]
end

local function take_number()
  return tonumber(take())
end

local function exactly(number)
  return string.format('%.17g', number)
end

local function read(key, field)
  return tonumber(redis.call('HGET', key, field) or '')
end

local function raise(key, field, moment)
  if moment > (read(key, field) or 0) then redis.call('HSET', key, field, exactly(moment)) end
end

if ARGV[2] == 'note' then
  for _ = 1, take_number() do
    local key, name, limit, seconds = KEYS[take_number()], take(), take(), take_number()
    if limit ~= '' then redis.call('HSET', key, 'l:' .. name, limit) end
    if seconds > 0 then raise(key, 'f:' .. name, now + seconds) end
  end
  for _ = 1, take_number() do
    local key, field, seconds = KEYS[take_number()], take(), take_number()
    raise(key, field, now + seconds)
  end
  for i = 1, 2 do
    if redis.call('EXISTS', KEYS[i]) == 1 then redis.call('PEXPIRE', KEYS[i], LIFE) end
  end
  return {ARGV[1], 'noted'}
end

local is_cancel, number, wait_at_most = take() == '1', take_number(), take_number()
local away, grace, calm, patience = take_number(), take_number(), take_number(), take_number()

-- Whether what was sent lately is known.
local generations, since, alone = {}, {}, 0
for i = 1, 2 do
  local known = take()
  local kept = redis.call('HMGET', KEYS[i], 'generation', 'since', 'asked', 'assumed', 'quiet', 'loud')
  local generation, asked, assumed, lost = kept[1], tonumber(kept[3] or '') or now, kept[4] == '1', false
  local quiet, loud = tonumber(kept[5] or '') or 0, tonumber(kept[6] or '') or 0
  if now - asked >= calm then quiet, loud = asked, now end
  since[i] = tonumber(kept[2] or '') or 0
  if not generation then
    -- Nothing is remembered: because nothing ever was, if nobody knows better.
    generation = stamp[1] .. '.' .. stamp[2]
    assumed = known == '' and not away
    lost = not assumed
  elseif assumed and known ~= '' and known ~= generation then
    lost, assumed = true, false
  elseif away and loud - math.max(quiet, now - away) >= calm then
    -- Nobody was served while this one was away: others may have gone on with their shares as well, and still do.
    lost = true
  end
  if lost then since[i], quiet, loud = math.max(since[i], now + grace), 0, 0 end
  generations[i] = generation
  alone = math.max(alone, since[i] - now)
  redis.call(
    'HSET', KEYS[i], 'generation', generation, 'since', exactly(since[i]), 'asked', exactly(now), 'assumed', assumed and '1' or '0',
    'quiet', exactly(quiet), 'loud', exactly(loud)
  )
  redis.call('PEXPIRE', KEYS[i], LIFE)
end
if alone > 0 then return {ARGV[1], 'alone', exactly(alone), '', generations[1], generations[2]} end

local moment = now

local function open_at(key, place)
  moment = math.max(moment, read(key, 'c1:' .. place) or 0)
  if not is_cancel then moment = math.max(moment, read(key, 'c0:' .. place) or 0) end
end

local function goes_first(for_cancel, other)
  if for_cancel ~= is_cancel then return for_cancel end
  return number == nil or other < number
end

open_at(KEYS[take_number()], take())

local buckets = {}
for k = 1, take_number() do
  local scope = take_number()
  local key, name, interval, cancels, others, spent = KEYS[scope], take(), take_number(), take_number(), take_number(), take_number()
  local full_until = read(key, 'f:' .. name) or 0
  if since[scope] > 0 then full_until = math.max(full_until, since[scope] + cancels + interval) end
  if spent > 0 then
    -- Some of it was sent long ago: more than everything is never used up by it.
    full_until = math.max(full_until, math.min(math.max(full_until, now) + spent * interval, now + cancels + interval))
    redis.call('HSET', key, 'f:' .. name, exactly(full_until))
  end
  local before, own, queue, found = 0, false, {}, redis.call('HGET', key, 'q:' .. name) or ''
  for other, for_cancel, till in string.gmatch(found, '(%d+),(%d),([^;]+);') do
    if tonumber(till) + patience >= now then
      if tonumber(other) == number then
        own = true
      else
        queue[#queue + 1] = other .. ',' .. for_cancel .. ',' .. till .. ';'
        if goes_first(for_cancel == '1', tonumber(other)) then before = before + 1 end
      end
    end
  end
  local free = full_until - (is_cancel and cancels or others) + before * interval
  moment = math.max(moment, free)
  open_at(key, name)
  buckets[k] = {
    key = key, name = name, interval = interval, full_until = full_until, own = own, queue = queue, found = found, free = free
  }
end

local verdict = 'later'
if moment <= now then
  verdict = 'leave'
elseif moment >= now + wait_at_most then
  verdict = 'never'
elseif number == nil then
  number = redis.call('INCR', KEYS[3])
end
redis.call('PEXPIRE', KEYS[3], LIFE)

local reply = {ARGV[1], verdict, exactly(moment - now), number and tostring(number) or '', generations[1], generations[2]}
for _, bucket in ipairs(buckets) do
  if verdict == 'leave' then
    bucket.full_until = math.max(bucket.full_until, now) + bucket.interval
    redis.call('HSET', bucket.key, 'f:' .. bucket.name, exactly(bucket.full_until))
  elseif verdict == 'later' and (bucket.own or bucket.free > now) then
    bucket.queue[#bucket.queue + 1] = string.format('%d,%d,%s;', number, is_cancel and 1 or 0, exactly(moment))
  end
  local queue = table.concat(bucket.queue)
  if queue ~= bucket.found then redis.call('HSET', bucket.key, 'q:' .. bucket.name, queue) end
  reply[#reply + 1] = redis.call('HGET', bucket.key, 'l:' .. bucket.name) or ''
  reply[#reply + 1] = exactly(bucket.full_until - now)
end
return reply
