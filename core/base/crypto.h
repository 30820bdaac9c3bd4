// Hashing, sealing, passwords and randomness by libsodium. Byte strings are std::string.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// A source of random bytes, passed to constructors so that tests can use a fixed one. Thread-safe.
class Randomness {
 public:
  virtual ~Randomness() = default;
  virtual std::string bytes(std::size_t count) = 0;
};

// The operating system's generator.
class SystemRandomness : public Randomness {
 public:
  std::string bytes(std::size_t count) override;
};

std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view hex);
// RFC 4648 base64url without padding. Decoding refuses every other spelling of the same bytes.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

// BLAKE2b, 32 raw bytes (to_hex() prints them); keyed if `key` (16 to 64 bytes) is not empty.
std::string hash(std::string_view data, std::string_view key = {});

// Hashes several parts, such as files. The length of each part is hashed too, so ("ab", "c") and
// ("a", "bc") give different hashes.
std::string hash_parts(const std::string* parts, std::size_t count, std::string_view key = {});

// The hash() of bytes that are never in memory whole.
class Hashing {
 public:
  Hashing();
  ~Hashing();
  Hashing(const Hashing&) = delete;
  Hashing& operator=(const Hashing&) = delete;

  void add(std::string_view bytes);
  // Call it once; nothing is added afterwards.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Compares in constant time. Strings of different lengths are unequal.
bool equal_in_constant_time(std::string_view a, std::string_view b);

struct SealKeys {
  std::string public_key;  // 32 bytes
  std::string secret_key;  // 32 bytes
};
SealKeys make_seal_keys();
// crypto_box_seal: the public key encrypts; only the secret key decrypts.
std::string seal(std::string_view plain, std::string_view public_key);
// Fails with `corrupt` if the box was altered or was sealed for another key.
Result<std::string> open_seal(std::string_view box, const SealKeys& keys);

// Argon2id, 64 MiB, 2 passes (crypto_pwhash interactive). The result holds its parameters and salt.
// Both functions throw std::bad_alloc if the memory cannot be allocated.
inline constexpr std::size_t kPasswordHashBytes = 64U << 20;
std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, const std::string& stored);

// What each call of libsodium needs, here and in stream_seal.cc.
namespace sodium {

// Makes the library ready; every entry point calls this first. Thread-safe.
void prepare();

inline const unsigned char* in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
inline unsigned char* out(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace sodium

}  // namespace core
