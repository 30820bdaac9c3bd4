// Everything the handler remembers, each part behind its own class. The only interface to the
// database; portal and desk never see SQL.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "handler/store/cases/case_record.h"
#include "handler/store/filings.h"
#include "handler/store/sqlite/counters.h"
#include "handler/store/staff/sign_ins.h"
#include "handler/store/staff/staff.h"

namespace handler::store {

class Connections;

// Thread-safe. Every write is durable (fsync) when it returns; concurrent writes share commits.
class Store : public Cases, public Staff, public SignIns, public Counters, public Filings {
 public:
  explicit Store(std::unique_ptr<Connections> connections);
  ~Store();

  // Cheap: answers whether the database can be read and written (for /healthz).
  core::Status check_health();

 private:
  std::unique_ptr<Connections> connections_;
};

// Takes what the world refused to write (disk full, locked ...), for the operator's log. Called on
// whichever thread writes.
using Complain = std::function<void(const core::Failure&)>;

struct StoreOptions {
  std::string path;          // DATA/bancheng.sqlite
  bool group_commit = true;  // false in CGI: one process, one write
  int readers = 8;
  int busy_milliseconds = 5000;
  Complain complain;
};

// Opens and migrates. Failures with what to do: no_access, disk_full, busy (locked), too_new,
// corrupt.
core::Result<std::unique_ptr<Store>> open_store(const StoreOptions& options, core::Clock& clock);

}  // namespace handler::store
