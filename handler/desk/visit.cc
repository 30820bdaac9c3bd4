// Hashes session ids.
#include "handler/desk/visit.h"

namespace handler::desk {

std::string session_hash(const store::DeskKeys& keys, std::string_view session_id) {
  return core::to_hex(core::hash(session_id, keys.session));
}

}  // namespace handler::desk
