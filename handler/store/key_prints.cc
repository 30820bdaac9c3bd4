// Compares fingerprints, or opens what is sealed where there are none yet.
#include "handler/store/key_prints.h"

#include <algorithm>
#include <array>

namespace handler::store {
namespace {

// The secret is the key of the hash and never its text.
std::string derived(std::string_view name, const std::string& secret) {
  return core::hash("bancheng fingerprint of " + std::string(name), secret);
}

std::string print_of(std::string_view name, const std::string& public_key) {
  const std::string parts[] = {std::string(name), public_key};
  return core::to_hex(core::hash_parts(parts, 2));
}

std::string portal_print(const PortalKeys& keys) {
  const std::string parts[] = {derived("ticket", keys.ticket), derived("token", keys.token),
                               keys.seal_public};
  return core::to_hex(core::hash_parts(parts, 3));
}

std::string desk_print(const DeskKeys& keys) {
  const std::string parts[] = {derived("seal", keys.seal.secret_key), derived("index", keys.index),
                               derived("session", keys.session), keys.seal.public_key};
  return core::to_hex(core::hash_parts(parts, 4));
}

core::Failure wrong_keys(const std::string& sentence) {
  return {core::FailureCode::misconfigured, sentence};
}

core::Failure not_of_this_database(const std::string& file, const std::string& database) {
  return wrong_keys(
      "the keys in " + file + " are not those of the database " + database +
      ": with them ticket numbers fail and what citizens sent cannot be read; put the right keys "
      "back from the copy that handler keys export made, or give the data folder of these keys "
      "with --data");
}

bool differ(const std::string& known, const std::string& mine) {
  return !known.empty() && !mine.empty() && known != mine;
}

struct NamedPrint {
  std::string_view fact;
  std::string KeyPrints::*print;
};
constexpr std::array kPrints = {NamedPrint{facts::kPortalKeys, &KeyPrints::portal},
                                NamedPrint{facts::kDeskKeys, &KeyPrints::desk},
                                NamedPrint{facts::kSealKey, &KeyPrints::seal}};

bool has_new(const KeyPrints& known, const KeyPrints& mine) {
  return std::ranges::any_of(kPrints, [&](const NamedPrint& one) {
    return (known.*one.print).empty() && !(mine.*one.print).empty();
  });
}

void record_prints(Facts& facts, const KeyPrints& known, const KeyPrints& mine) {
  for (const NamedPrint& one : kPrints) {
    if ((known.*one.print).empty() && !(mine.*one.print).empty())
      (void)facts.set_fact(one.fact, mine.*one.print);
  }
}

// One box that opens is enough: others may have been sealed while a foreign key lay in the portal's
// file.
bool opens_one(const DeskKeys& keys, const std::vector<std::string>& boxes) {
  return std::ranges::any_of(
      boxes, [&](const std::string& box) { return core::open_seal(box, keys.seal).ok(); });
}

core::Status judge_by_data(Facts& facts, const KeyPrints& known, const KeysAtHand& keys,
                           const std::string& database) {
  const core::Result<std::vector<std::string>> boxes = facts.sealed_samples();
  if (!boxes) return boxes.failure();
  if (!boxes->empty() && !keys.desk) return core::success();
  if (!boxes->empty() && !opens_one(*keys.desk, *boxes))
    return not_of_this_database(keys.desk_file, database);
  record_prints(facts, known, prints_of(keys));
  return core::success();
}

}  // namespace

KeysAtHand keys_in(const std::filesystem::path& data) {
  KeysAtHand keys;
  keys.portal_file = (data / "keys" / "portal").string();
  keys.desk_file = (data / "keys" / "desk").string();
  if (core::Result<PortalKeys> portal = load_portal_keys(data)) keys.portal = std::move(*portal);
  if (core::Result<DeskKeys> desk = load_desk_keys(data)) keys.desk = std::move(*desk);
  return keys;
}

KeyPrints prints_of(const KeysAtHand& keys) {
  KeyPrints prints;
  if (keys.portal) {
    prints.portal = portal_print(*keys.portal);
    prints.seal = print_of("seal", keys.portal->seal_public);
  }
  if (keys.desk) {
    prints.desk = desk_print(*keys.desk);
    prints.seal = print_of("seal", keys.desk->seal.public_key);
  }
  return prints;
}

core::Result<KeyPrints> prints_in(Facts& facts) {
  const core::Result<FactsByName> all = facts.all_facts();
  if (!all) return all.failure();
  return prints_in(*all);
}

KeyPrints prints_in(const FactsByName& facts) {
  KeyPrints prints;
  for (const NamedPrint& one : kPrints) {
    const auto kept = facts.find(one.fact);
    if (kept != facts.end()) prints.*one.print = kept->second;
  }
  return prints;
}

core::Status check_pair(const KeysAtHand& keys) {
  if (keys.desk &&
      !core::open_seal(core::seal("pair", keys.desk->seal.public_key), keys.desk->seal)) {
    return wrong_keys(
        "the two seal keys in " + keys.desk_file +
        " do not belong together: put the file back from the copy that handler keys export made");
  }
  if (!keys.portal || !keys.desk || keys.portal->seal_public == keys.desk->seal.public_key)
    return core::success();
  return wrong_keys(
      "the key files " + keys.portal_file + " and " + keys.desk_file +
      " do not belong together (their seal_public differs): this desk could never "
      "read what citizens send; put both back from one copy that handler keys export made");
}

core::Status compare_keys(const KeyPrints& known, const KeysAtHand& keys,
                          const std::string& database) {
  const KeyPrints mine = prints_of(keys);
  // The recorded fingerprints are those of a pair. The test of a pair costs a CGI process a tenth
  // of its time.
  const bool are_known =
      !differ(known.portal, mine.portal) && !differ(known.desk, mine.desk) && !has_new(known, mine);
  if (are_known && !differ(known.seal, mine.seal)) return core::success();
  if (core::Status pair = check_pair(keys); !pair) return pair;
  if (differ(known.portal, mine.portal)) return not_of_this_database(keys.portal_file, database);
  if (differ(known.desk, mine.desk)) return not_of_this_database(keys.desk_file, database);
  if (differ(known.seal, mine.seal))
    return not_of_this_database(keys.portal ? keys.portal_file : keys.desk_file, database);
  return core::success();
}

core::Status check_keys(Facts& facts, const KeysAtHand& keys, const std::string& database,
                        UnknownPrints unknown) {
  const core::Result<KeyPrints> known = prints_in(facts);
  if (!known) return known.failure();
  if (core::Status same = compare_keys(*known, keys, database); !same) return same;
  if (unknown == UnknownPrints::leave || !has_new(*known, prints_of(keys))) return core::success();
  return judge_by_data(facts, *known, keys, database);
}

}  // namespace handler::store
