// The connections that read, lent one at a time to the threads that answer requests.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "handler/store/database/database.h"
#include "handler/store/database/losses.h"
#include "handler/store/database/refused.h"

namespace handler::store {

// Thread-safe. A caller waits while all connections are in use. A connection that is lost, or older
// than the newest loss, is replaced when it is lent next.
class ReaderPool {
 public:
  // `losses` outlives the pool.
  ReaderPool(std::vector<std::unique_ptr<Database>> connections, OpenDatabase open, Losses& losses);

  // Runs `begin(database)` and then `read(database, losses)` with a connection that no other thread
  // uses; `losses` were counted before it was opened. If it turns out to be lost when `begin` runs,
  // both run on a new one, so `begin` changes nothing. Throws Refused if none can be opened.
  template <class Begin, class Read>
  auto with(Begin begin, Read read) {
    Lease lease(*this);
    try {
      begin(lease.database());
    } catch (const Refused&) {
      if (!lease.database().is_gone()) throw;
      lease.renew();
      begin(lease.database());
    }
    return read(lease.database(), lease.losses());
  }

 private:
  struct Reader {
    std::unique_ptr<Database> database;  // null if the last one could not be replaced
    std::uint64_t losses = 0;            // before it was opened
  };

  class Lease {
   public:
    explicit Lease(ReaderPool& pool);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    Database& database() { return *reader_.database; }
    std::uint64_t losses() const { return reader_.losses; }
    void renew();

   private:
    ReaderPool& pool_;
    Reader reader_;
  };

  Reader take();
  void give_back(Reader reader);
  Reader opened() const;

  OpenDatabase open_;
  Losses& losses_;
  std::mutex mutex_;
  std::condition_variable one_is_free_;
  std::vector<Reader> free_;
};

}  // namespace handler::store
