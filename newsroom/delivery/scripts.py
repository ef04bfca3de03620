"""The steps of the store in Redis, each a script that nothing interrupts (Lua 5.1).

Of each page: a hash with its body, and a place by age on its pool. Of each tag: a set of pages. Of
what was purged: per tag the last number and when. `remembers`, the last argument of each: with a
CDN the tags of a page stay after its body is gone, at most so long as the CDN may have it.
"""

from newsroom.delivery.cdn import SITE

COMMON = f"local site, remembers = '{SITE}', ARGV[#ARGV] == '1'\n"
COMMON += """
local prefix = KEYS[1]
local clock = redis.call('TIME')
local now = tonumber(clock[1]) + tonumber(clock[2]) / 1e6
local function told(number) return string.format('%.6f', number) end
local generation = redis.call('GET', prefix .. 'generation')
-- What processes have in their own memory is right as long as this is the same.
local function renew(own)
    local number = redis.call('HINCRBY', own .. 'state', 'stamp', 1)
    redis.call('SET', prefix .. 'stamp', told(now) .. '-' .. number)
end
local function begun()
    if not generation then
        generation = clock[1] .. '-' .. clock[2]
        redis.call('SET', prefix .. 'generation', generation)
        -- It knows nothing of what a CDN took from the one before.
        if remembers then redis.call('ZADD', prefix .. 'untold', told(now), site) end
        -- Larger than any number of a generation before.
        local first = string.format('%.0f', math.floor(now * 1000))
        redis.call('HSET', prefix .. generation .. ':state', 'number', first, 'forgotten', first)
        renew(prefix .. generation .. ':')
    end
    return prefix .. generation .. ':'
end
local function shorten(own, key, page, keeps_tags)
    local of = redis.call('HMGET', page, 'pool', 'size', 'tags', 'packed')
    if not of[1] then
        -- What another version of the program kept has other names in it.
        redis.call('DEL', page)
        return
    end
    if of[4] then
        redis.call('ZREM', own .. 'pool:' .. of[1], key)
        redis.call('HINCRBY', own .. 'bytes', of[1], -tonumber(of[2]))
    end
    if keeps_tags then
        redis.call('HDEL', page, 'packed')
        redis.call('ZADD', own .. 'empty', told(now), key)
        return
    end
    for _, tag in ipairs(cjson.decode(of[3])) do
        redis.call('SREM', own .. 'tag:' .. tag, key)
    end
    redis.call('ZREM', own .. 'empty', key)
    redis.call('DEL', page)
end
"""

GET = """
local prefix, key = KEYS[1], ARGV[1]
local generation = redis.call('GET', prefix .. 'generation')
if not generation then return false end
local page = prefix .. generation .. ':page:' .. key
local found = redis.call('HMGET', page, 'packed', 'stale', 'again', 'dated')
if not found[1] then return false end
local clock = redis.call('TIME')
found[5] = clock[1] .. '.' .. string.format('%06d', clock[2])
return found
"""

#: The number of the last purge.
BEGIN = f"""{COMMON}
return redis.call('HGET', begun() .. 'state', 'number')
"""

LEASE_IT = """
local taken = redis.call('SET', KEYS[1] .. 'lease:' .. ARGV[1], ARGV[2], 'NX', 'PX', ARGV[3])
return taken and 1 or 0
"""

RELEASE = """
local lease = KEYS[1] .. 'lease:' .. ARGV[1]
if redis.call('GET', lease) == ARGV[2] then redis.call('DEL', lease) end
return 1
"""

PUT = f"""{COMMON}
local key, packed, since, tags = ARGV[1], ARGV[2], tonumber(ARGV[3]), cjson.decode(ARGV[4])
local place, size, bound, made = ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8]
local mark, etag = ARGV[9], ARGV[10]
local own = begun()
if since < tonumber(redis.call('HGET', own .. 'state', 'forgotten')) then return 0 end
local minute, dated = math.floor(tonumber(made) / 60) * 60, '1'
tags[#tags + 1] = '*'
for _, tag in ipairs(tags) do
    local number = redis.call('ZSCORE', own .. 'purged', tag)
    if number and tonumber(number) > since then return 0 end
    local at = redis.call('ZSCORE', own .. 'purged_at', tag)
    if at and tonumber(at) >= minute then dated = '0' end
end
tags[#tags] = nil
local page = own .. 'page:' .. key
local before = redis.call('HMGET', page, 'made', 'etag')
if before[1] and tonumber(before[1]) >= minute and before[2] ~= etag then dated = '0' end
shorten(own, key, page, false)
redis.call('HSET', page, 'packed', packed, 'pool', place, 'size', size, 'made', made,
    'mark', mark, 'etag', etag, 'dated', dated, 'tags', ARGV[4])
for _, tag in ipairs(tags) do redis.call('SADD', own .. 'tag:' .. tag, key) end
redis.call('ZADD', own .. 'pool:' .. place, made, key)
local bytes = redis.call('HINCRBY', own .. 'bytes', place, size)
while bytes > bound do
    local oldest = redis.call('ZRANGE', own .. 'pool:' .. place, 0, 0)[1]
    if not oldest or oldest == key then break end
    shorten(own, oldest, own .. 'page:' .. oldest, remembers)
    bytes = tonumber(redis.call('HGET', own .. 'bytes', place))
end
return 1
"""

DROP = f"""{COMMON}
local own = begun()
local page = own .. 'page:' .. ARGV[1]
if redis.call('HEXISTS', page, 'packed') == 0 then return 0 end
-- First what needs no memory.
shorten(own, ARGV[1], page, remembers)
renew(own)
return 1
"""

PURGE = f"""{COMMON}
local tags, gone, all = cjson.decode(ARGV[1]), ARGV[2] == '1', ARGV[3] == '1'
local remember, longest = tonumber(ARGV[4]), tonumber(ARGV[5])
local own = begun()
local number = redis.call('HINCRBY', own .. 'state', 'number', 1)
renew(own)
local hit = {{}}
for _, tag in ipairs(tags) do
    redis.call('ZADD', own .. 'purged', number, tag)
    redis.call('ZADD', own .. 'purged_at', told(now), tag)
    if not all then
        for _, key in ipairs(redis.call('SMEMBERS', own .. 'tag:' .. tag)) do hit[key] = true end
    end
end
if all then
    for _, name in ipairs({{'pool:0', 'pool:1', 'empty'}}) do
        for _, key in ipairs(redis.call('ZRANGE', own .. name, 0, -1)) do hit[key] = true end
    end
end
local count = 0
for key in pairs(hit) do
    local page = own .. 'page:' .. key
    local of = redis.call('HMGET', page, 'mark', 'stale')
    local is_whole = redis.call('HEXISTS', page, 'packed') == 1
    if remembers and of[1] and of[1] ~= '' then
        redis.call('ZADD', prefix .. 'untold', told(now), of[1])
    end
    if is_whole then count = count + 1 end
    if gone or not is_whole then
        shorten(own, key, page, false)
    elseif not of[2] then
        redis.call('HSET', page, 'stale', told(now))
    end
end
if remembers and all then redis.call('ZADD', prefix .. 'untold', told(now), site) end
for _, key in ipairs(redis.call('ZRANGEBYSCORE', own .. 'empty', '-inf', told(now - longest))) do
    shorten(own, key, own .. 'page:' .. key, false)
end
local old = redis.call('ZRANGEBYSCORE', own .. 'purged_at', '-inf', told(now - remember))
for _, tag in ipairs(old) do
    local last = tonumber(redis.call('ZSCORE', own .. 'purged', tag))
    if last > tonumber(redis.call('HGET', own .. 'state', 'forgotten')) then
        redis.call('HSET', own .. 'state', 'forgotten', string.format('%.0f', last))
    end
    redis.call('ZREM', own .. 'purged', tag)
    redis.call('ZREM', own .. 'purged_at', tag)
end
return count
"""
