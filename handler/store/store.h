// The store: all persistent data of the handler, and the only interface to the database. Portal and
// desk contain no SQL.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "handler/store/cases/case_changes.h"
#include "handler/store/cases/case_lists.h"
#include "handler/store/cases/case_queries.h"
#include "handler/store/cases/file_queries.h"
#include "handler/store/chain_heads.h"
#include "handler/store/database/counters.h"
#include "handler/store/database/database.h"
#include "handler/store/database/guarded_clock.h"
#include "handler/store/database/upkeep.h"
#include "handler/store/destroyed_list.h"
#include "handler/store/destructions.h"
#include "handler/store/facts.h"
#include "handler/store/filings.h"
#include "handler/store/last_ids.h"
#include "handler/store/names.h"
#include "handler/store/publishing/drafts.h"
#include "handler/store/publishing/publications.h"
#include "handler/store/staff/staff.h"

namespace handler::store {

class Connections;

// Thread-safe. Every write is durable (fsync) when it returns; concurrent writes share commits.
class Store : public CaseQueries,
              public CaseLists,
              public CaseChanges,
              public FileQueries,
              public Destructions,
              public Staff,
              public Counters,
              public Filings,
              public Names,
              public Drafts,
              public Publications,
              public Facts,
              public Heads,
              public ClockSigns {
 public:
  explicit Store(std::unique_ptr<Connections> connections);
  ~Store();

  // Whether a report could be saved now: reads the newest rows that a report stands beside, and
  // writes a sign of life, both in one commit. Says why not.
  core::Status check_health();
  // Writes of this process that failed in the last five minutes.
  int not_saved_lately();
  // What is left out beside the record because the file is damaged.
  Upkeep upkeep() const;
  // For quiet minutes: brings the write-ahead log into the database file, so that a copy of that
  // file alone lacks little. Waits for no reader and no writer.
  void settle();
  // Destroys the listed parts that are there and not destroyed yet, and gives no id of the list to
  // a new case or part. For a restored backup that is older than the destruction. Returns the
  // number of parts; call forget_destroyed() afterwards.
  core::Result<std::int64_t> destroy_again(const std::vector<DestroyedPart>& listed);
  // New cases and parts get ids beyond these. For a restored backup: other copies of the data have
  // given these ids already, and the list of destroyed parts names parts of all copies.
  core::Status pass_over(const LastIds& last);

 private:
  std::unique_ptr<Connections> connections_;
};

// Opens and migrates the database. Failures say what to do: no_access, disk_full, busy (locked),
// too_new, corrupt. Without group commit a database that needs no migration is opened for reading
// alone; then the first write finds out whether it can be written.
core::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, core::Clock& clock);

}  // namespace handler::store
