// Writes, deletes and compares rows of sealed chunks.
#include "handler/store/cases/file_rows.h"

#include <map>
#include <utility>

#include "core/base/crypto.h"
#include "handler/store/cases/file_parts.h"
#include "handler/store/database/dialect.h"
#include "handler/store/database/refused.h"

namespace handler::store {

void insert_chunks(Database& database, std::int64_t part, const SealedChunks& chunks) {
  std::uint64_t at = 0;
  for (std::int64_t number = 0; number < chunks_of(chunks.bytes); ++number) {
    const std::size_t size = sealed_size(chunks.bytes, number);
    core::Result<std::string> sealed = chunks.spool.read(at, size);
    // Never `corrupt`: the database is not to blame.
    if (!sealed) throw Refused(core::FailureCode::unavailable, sealed.failure().message);
    run(database, "INSERT INTO file_chunks(part, number, body) VALUES ($1, $2, $3)",
        {part, number, Blob{std::move(*sealed)}});
    at += size;
  }
}

void delete_chunks(Database& database, const std::string& site, CaseId id,
                   const std::vector<std::int64_t>& parts) {
  static const std::string kDelete =
      "DELETE FROM file_chunks WHERE part IN (SELECT part_id FROM parts WHERE site = $1 AND "
      "case_id = $2 AND part_id IN (SELECT value FROM " +
      dialect::rows_of_ids("$3") + "))";
  run(database, kDelete, {site, id, core::Json(parts).dump()});
}

std::int64_t held_file_bytes(Database& database, CaseId id,
                             const std::vector<cases::Event>& events) {
  const std::map<std::int64_t, std::int64_t> sizes = file_sizes_in(events);
  if (sizes.empty()) return 0;
  std::int64_t sum = 0;
  for (const Row& row :
       run(database, "SELECT part_id FROM parts WHERE case_id = $1 AND destroyed = 0", {id})) {
    const auto size = sizes.find(row.number(0));
    if (size != sizes.end()) sum += size->second;
  }
  return sum;
}

std::string wrong_in_chunks(Database& database, std::int64_t part, const core::Json& reference) {
  const auto content = reference.find(binding::kContent);
  const auto bytes = reference.find(binding::kBytes);
  const bool is_named = content != reference.end() && content->is_string() &&
                        bytes != reference.end() && bytes->is_number_integer();
  if (!is_named) return "it does not say what a file holds";
  const std::int64_t wanted = chunks_of(bytes->get<std::int64_t>());
  core::Hashing hash;
  std::int64_t next = 0;
  bool fits = true;
  visit(database, "SELECT number, body FROM file_chunks WHERE part = $1 ORDER BY number", {part},
        [&](const Row& row) {
          const auto* body = std::get_if<Blob>(&row.at(1));
          fits = fits && body != nullptr && next < wanted && row.number(0) == next &&
                 body->bytes.size() == sealed_size(bytes->get<std::int64_t>(), next);
          if (fits) hash.add(body->bytes);
          ++next;
        });
  if (next < wanted) return "a piece of a file it refers to is gone";
  const bool same = fits && core::to_hex(hash.finish()) == content->get<std::string>();
  return same ? "" : "a file it refers to was changed";
}

}  // namespace handler::store
