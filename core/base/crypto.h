// The only home of libsodium: hashing, sealing, passwords, randomness. Bytes are std::string;
// hashes print as hex.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace core {

// Source of randomness, handed in by constructor so that tests can fix it. Thread-safe.
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
// RFC 4648 base64url without padding; reading it back refuses every other spelling.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

// BLAKE2b: 32 raw bytes (to_hex() prints them); keyed if `key` (16 to 64 bytes) is not empty.
std::string hash(std::string_view data, std::string_view key = {});

// Incremental form, for hashes over several files; each part is framed by its length so that parts
// cannot run together.
std::string hash_parts(const std::string* parts, std::size_t count, std::string_view key = {});

// Compares without leaking where they differ. Different lengths are unequal.
bool equal_in_constant_time(std::string_view a, std::string_view b);

struct SealKeys {
  std::string public_key;  // 32 bytes
  std::string secret_key;  // 32 bytes
};
SealKeys make_seal_keys();
// crypto_box_seal: anybody with the public key writes, only the secret key reads.
std::string seal(std::string_view plain, std::string_view public_key);
// Fails with `corrupt` if the box was altered or is for another key.
Result<std::string> open_seal(std::string_view box, const SealKeys& keys);

// Argon2id, 64 MiB, 2 passes (crypto_pwhash interactive); the string carries its parameters and
// salt. Throws std::bad_alloc if the memory cannot be had.
std::string hash_password(std::string_view password);
bool password_matches(std::string_view password, const std::string& stored);

}  // namespace core
