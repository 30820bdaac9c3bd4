// A text kept outside the events, so that it can be destroyed while the chain still verifies.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/crypto.h"

namespace handler::store {

// A text stored outside the events, so that it can be destroyed while the chain still verifies.
// Sealed parts (identity and the reporter's own words) can be read only with the desk's secret key;
// open parts are written by staff.
struct Part {
  std::int64_t id = 0;  // assigned by the store
  std::string field;    // "identity", "words", "reply", "reason" ...
  bool sealed = false;
  bool for_reporter = false;  // shown on the ticket page (open parts only)
  std::string body;           // sealed box (bytes) or plain text
  std::string salt;           // hex, 16 bytes; destroyed with the part
  std::string commitment;     // hex BLAKE2b(salt || body), stored in the event
  bool destroyed = false;
};

// Makes a part with a new salt and its commitment; sealed for `seal_public_key` unless that is
// empty.
Part make_part(core::Randomness& randomness, std::string field, const std::string& plain,
               const std::string& seal_public_key, bool for_reporter);

// Hex BLAKE2b over salt and body (sealed box or plain text), each prefixed with its length. The
// event keeps it. A sealed box can be verified without its key, and the text cannot be guessed from
// it.
std::string commitment_of(const std::string& salt_hex, const std::string& body);

}  // namespace handler::store
