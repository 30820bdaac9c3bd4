// Recomputes what cannot have changed: the hash chain of each site, the texts that its events
// commit to, and the policies that cases were accepted under.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>

#include "handler/cases/fold/event.h"

namespace handler::store {

class Database;

// Receives a sentence about what does not fit; may throw to end the check.
using TellAltered = std::function<void(const std::string&)>;

// Walks the chain of a site by seq, without gaps, and hands over each event that could be read. An
// event after a broken one is compared with the hash that the broken one has.
void check_chain(Database& database, const std::string& site,
                 const std::function<void(const cases::Event&)>& take, const TellAltered& tell);

// The parts that events say they destroyed: (case, part). From the event types `parts_destroyed`
// and `file_withdrawn`, whose data hold a list of part ids under "parts".
using DestroyedParts = std::set<std::pair<std::int64_t, std::int64_t>>;
void add_destroyed(const cases::Event& event, DestroyedParts& destroyed);

// Compares every text and file that the event refers to with what is stored of it. Reads files
// chunk by chunk.
void check_texts(Database& database, const cases::Event& event, const TellAltered& tell);

// Each stored policy version has the texts that its name is the hash of.
void check_policies(Database& database, const TellAltered& tell);

}  // namespace handler::store
