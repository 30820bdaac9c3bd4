// Reads the newest entry of each chain, and finds heads in texts.
#include "handler/store/chain_heads.h"

#include <algorithm>
#include <charconv>

#include "handler/store/cases/event_rows.h"
#include "handler/store/database/connections.h"
#include "handler/store/database/schema.h"
#include "handler/store/database/staff_chain.h"

namespace handler::store {
namespace {

constexpr std::size_t kHashDigits = 64;

bool is_in(std::string_view text, std::string_view characters) {
  return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kOfName =
    "@abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

// The characters of a name that end just before `at`.
std::string_view name_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && kOfName.find(text[begin - 1]) != std::string_view::npos) --begin;
  return text.substr(begin, at - begin);
}

// NAME:NUMBER:HASH, where `at` is the place of the second colon.
bool read_head(std::string_view text, std::size_t at, ChainHeadOf& head) {
  const std::string_view hash = text.substr(std::min(at + 1, text.size()), kHashDigits);
  if (hash.size() != kHashDigits || !is_in(hash, kHexDigits)) return false;
  const std::string_view number = name_before(text, at);
  if (number.size() > 18 || !is_in(number, kDigits)) return false;
  const std::size_t first = at - number.size();
  if (first == 0 || text[first - 1] != ':') return false;
  const std::string_view name = name_before(text, first - 1);
  if (name.empty()) return false;
  head = {std::string(name), 0, std::string(hash)};
  std::from_chars(number.data(), number.data() + number.size(), head.seq);
  return true;
}

std::string hash_at(Database& database, const ChainHeadOf& head) {
  if (head.chain != kStaffChainName) {
    const Rows rows = run(database, "SELECT hash FROM events WHERE site = $1 AND seq = $2",
                          {head.chain, head.seq});
    return rows.empty() ? std::string() : rows.front().text(0);
  }
  std::string hash;
  std::string previous(64, '0');
  visit_staff_rows(database, [&](const StaffRow& row) {
    previous = row.hash.empty() ? hash_of(row, previous) : row.hash;
    if (row.id == head.seq) hash = previous;
  });
  return hash;
}

}  // namespace

std::vector<ChainHeadOf> chain_heads(Database& database) {
  std::vector<ChainHeadOf> heads;
  for (const std::string& site : sites_with_events(database)) {
    const ChainHead head = read_chain_head(database, site);
    heads.push_back({site, head.seq, head.hash});
  }
  if (version_of_database(database) < version_with_staff_chain()) return heads;
  const StaffHead staff = staff_head(database);
  heads.push_back({std::string(kStaffChainName), staff.id, staff.hash});
  return heads;
}

std::string heads_as_text(const std::vector<ChainHeadOf>& heads) {
  std::string text;
  for (const ChainHeadOf& head : heads) {
    text +=
        (text.empty() ? "" : " ") + head.chain + ":" + std::to_string(head.seq) + ":" + head.hash;
  }
  return text;
}

std::vector<ChainHeadOf> heads_in(std::string_view text) {
  std::vector<ChainHeadOf> heads;
  for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
    ChainHeadOf head;
    if (read_head(text, at, head)) heads.push_back(std::move(head));
  }
  return heads;
}

std::vector<std::string> heads_that_do_not_fit(Database& database,
                                               const std::vector<ChainHeadOf>& heads) {
  std::vector<std::string> wrong;
  for (const ChainHeadOf& head : heads) {
    if (head.seq == 0) continue;  // noted before there was anything
    const std::string found = hash_at(database, head);
    if (found == head.hash) continue;
    wrong.push_back("chain " + head.chain + ": entry " + std::to_string(head.seq) +
                    (found.empty() ? " is gone" : " is another than the one that was noted"));
  }
  return wrong;
}

core::Result<std::vector<ChainHeadOf>> Heads::chain_heads() {
  return connections_.read([](Database& database) { return store::chain_heads(database); });
}

}  // namespace handler::store
