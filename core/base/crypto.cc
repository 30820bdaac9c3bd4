// Wraps the functions of libsodium in our types and checks; only stream_seal.cc calls it too.
#include "core/base/crypto.h"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <new>
#include <optional>
#include <vector>

#include "core/base/ascii.h"
#include "core/base/check.h"
#include "core/base/text.h"

namespace core {
namespace {

constexpr std::size_t kHashBytes = 32;
constexpr int kBase64Url = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using sodium::in;
using sodium::out;
using sodium::prepare;

class Hasher {
 public:
  explicit Hasher(std::string_view key) {
    prepare();
    BANCHENG_CHECK(key.empty() || (key.size() >= crypto_generichash_KEYBYTES_MIN &&
                                   key.size() <= crypto_generichash_KEYBYTES_MAX));
    crypto_generichash_init(&state_, in(key), key.size(), kHashBytes);
  }
  void add(std::string_view data) { crypto_generichash_update(&state_, in(data), data.size()); }
  std::string finish() {
    std::string digest(kHashBytes, '\0');
    crypto_generichash_final(&state_, out(digest), digest.size());
    return digest;
  }

 private:
  crypto_generichash_state state_{};
};

std::string little_endian(std::uint64_t number) {
  std::string bytes(8, '\0');
  for (char& byte : bytes) {
    byte = static_cast<char>(number & 0xFF);
    number >>= 8;
  }
  return bytes;
}

// Never null, unlike data() of an empty view.
const char* bytes_of(std::string_view text) {
  return text.empty() ? "" : text.data();
}

}  // namespace

// The static makes the first call thread-safe.
void sodium::prepare() {
  static const bool kReady = sodium_init() >= 0;
  BANCHENG_CHECK(kReady);
}

std::string SystemRandomness::bytes(std::size_t count) {
  prepare();
  std::string result(count, '\0');
  randombytes_buf(result.data(), count);
  return result;
}

std::string to_hex(std::string_view bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), in(bytes), bytes.size());
  hex.pop_back();  // the terminator that sodium writes
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes(hex.size() / 2, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int refused =
      sodium_hex2bin(out(bytes), bytes.size(), hex.data(), hex.size(), nullptr, &size, &end);
  if (refused != 0 || size != bytes.size() || end != hex.data() + hex.size()) return std::nullopt;
  return bytes;
}

std::string to_base64url(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kBase64Url), '\0');
  sodium_bin2base64(text.data(), text.size(), in(bytes), bytes.size(), kBase64Url);
  text.pop_back();  // the terminator that sodium writes
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int refused = sodium_base642bin(out(bytes), bytes.size(), text.data(), text.size(), nullptr,
                                        &size, &end, kBase64Url);
  if (refused != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

std::string hash(std::string_view data, std::string_view key) {
  Hasher hasher(key);
  hasher.add(data);
  return hasher.finish();
}

std::string hash_parts(const std::string* parts, std::size_t count, std::string_view key) {
  Hasher hasher(key);
  for (std::size_t i = 0; i < count; ++i) {
    hasher.add(little_endian(parts[i].size()));
    hasher.add(parts[i]);
  }
  return hasher.finish();
}

struct Hashing::State {
  Hasher hasher{{}};
};

Hashing::Hashing() : state_(std::make_unique<State>()) {}
Hashing::~Hashing() = default;

void Hashing::add(std::string_view bytes) {
  state_->hasher.add(bytes);
}

std::string Hashing::finish() {
  return state_->hasher.finish();
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  return a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SealKeys make_seal_keys() {
  prepare();
  SealKeys keys{std::string(crypto_box_PUBLICKEYBYTES, '\0'),
                std::string(crypto_box_SECRETKEYBYTES, '\0')};
  crypto_box_keypair(out(keys.public_key), out(keys.secret_key));
  return keys;
}

std::string seal(std::string_view plain, std::string_view public_key) {
  prepare();
  BANCHENG_CHECK(public_key.size() == crypto_box_PUBLICKEYBYTES);
  std::string box(plain.size() + crypto_box_SEALBYTES, '\0');
  BANCHENG_CHECK(crypto_box_seal(out(box), in(plain), plain.size(), in(public_key)) == 0);
  return box;
}

Result<std::string> open_seal(std::string_view box, const SealKeys& keys) {
  prepare();
  BANCHENG_CHECK(keys.public_key.size() == crypto_box_PUBLICKEYBYTES &&
                 keys.secret_key.size() == crypto_box_SECRETKEYBYTES);
  Failure altered{FailureCode::corrupt,
                  "a sealed part cannot be opened: it was altered, or sealed for other keys"};
  if (box.size() < crypto_box_SEALBYTES) return altered;
  std::string plain(box.size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(out(plain), in(box), box.size(), in(keys.public_key),
                           in(keys.secret_key)) != 0)
    return altered;
  return plain;
}

namespace {

struct PasswordHash {
  int kilobytes = 0;
  int passes = 0;
  std::string salt;
  std::string hash;
};

// "m=65536" -> 65536 for "m="; 0 if it is not written so.
int cost(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return 0;
  return number_from_digits(text.substr(name.size())).value_or(0);
}

std::string decoded(std::string_view base64, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t found = 0;
  const int refused = sodium_base642bin(out(bytes), size, base64.data(), base64.size(), nullptr,
                                        &found, nullptr, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
  return refused == 0 && found == size ? bytes : std::string();
}

// Takes "$argon2id$v=19$m=65536,t=2,p=1$SALT$HASH" apart, because crypto_pwhash_str_verify has one
// result for a wrong password and for memory that cannot be allocated.
std::optional<PasswordHash> parsed_hash(const std::string& stored) {
  const std::vector<std::string> parts = split(stored, '$');
  if (parts.size() != 6 || parts[1] != "argon2id" || parts[2] != "v=19") return std::nullopt;
  const std::vector<std::string> costs = split(parts[3], ',');
  if (costs.size() != 3 || costs[2] != "p=1") return std::nullopt;
  PasswordHash parsed = {cost(costs[0], "m="), cost(costs[1], "t="),
                         decoded(parts[4], crypto_pwhash_SALTBYTES), decoded(parts[5], kHashBytes)};
  constexpr int kLeastKilobytes = crypto_pwhash_MEMLIMIT_MIN / 1024;
  constexpr int kMostKilobytes = kPasswordHashBytes / 1024;
  if (parsed.kilobytes < kLeastKilobytes || parsed.kilobytes > kMostKilobytes ||
      parsed.passes < 1 || parsed.salt.empty() || parsed.hash.empty())
    return std::nullopt;
  return parsed;
}

}  // namespace

std::string hash_password(std::string_view password) {
  prepare();
  std::array<char, crypto_pwhash_STRBYTES> stored{};
  if (crypto_pwhash_str(stored.data(), bytes_of(password), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE, kPasswordHashBytes) != 0)
    throw std::bad_alloc();
  return stored.data();
}

bool password_matches(std::string_view password, const std::string& stored) {
  prepare();
  const std::optional<PasswordHash> hash = parsed_hash(stored);
  if (!hash) return false;
  std::string found(hash->hash.size(), '\0');
  if (crypto_pwhash(out(found), found.size(), bytes_of(password), password.size(), in(hash->salt),
                    static_cast<unsigned long long>(hash->passes),
                    static_cast<std::size_t>(hash->kilobytes) * 1024,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return equal_in_constant_time(found, hash->hash);
}

}  // namespace core
