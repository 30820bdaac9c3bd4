// Makes parts and references: salt, commitment, and the sealed box for parts that only the desk may
// read. The commitment covers the sealed box: over the plain text, a thief could test guessed names
// and phone numbers.
#include "handler/store/cases/case_record.h"

#include "handler/store/cases/file_parts.h"

namespace handler::store {

std::string commitment_of(const std::string& salt_hex, const std::string& body) {
  const std::string framed[] = {salt_hex, body};
  return core::to_hex(core::hash_parts(framed, 2));
}

core::Json reference_to(const Part& part, std::int64_t id) {
  core::Json reference = {{"part", id},
                          {"commitment", part.commitment},
                          {binding::kSealed, part.sealed ? 1 : 0},
                          {binding::kForReporter, part.for_reporter ? 1 : 0}};
  if (part.names_matter) reference[binding::kKeptAs] = kNameOfMatter;
  if (!part.chunks) return reference;
  reference[binding::kContent] = part.chunks->content;
  reference[binding::kBytes] = part.chunks->bytes;
  return reference;
}

std::string bound(const std::string& value) {
  return core::to_hex(core::hash(value));
}

Part make_part(core::Randomness& randomness, std::string field, const std::string& plain,
               const std::string& seal_public_key, bool for_reporter) {
  Part part;
  part.field = std::move(field);
  part.sealed = !seal_public_key.empty();
  part.for_reporter = for_reporter && !part.sealed;
  part.salt = core::to_hex(randomness.bytes(16));
  part.body = part.sealed ? core::seal(plain, seal_public_key) : plain;
  part.commitment = commitment_of(part.salt, part.body);
  return part;
}

}  // namespace handler::store
