// Lends readers, and replaces those that are lost.
#include "handler/store/database/reader_pool.h"

namespace handler::store {

ReaderPool::ReaderPool(std::vector<std::unique_ptr<Database>> connections, OpenDatabase open,
                       Losses& losses)
    : open_(std::move(open)), losses_(losses) {
  for (std::unique_ptr<Database>& one : connections)
    free_.push_back({std::move(one), losses.count()});
}

ReaderPool::Lease::Lease(ReaderPool& pool) : pool_(pool), reader_(pool.take()) {
  if (reader_.database != nullptr && reader_.losses == pool_.losses_.count()) return;
  try {
    reader_ = pool_.opened();
  } catch (...) {
    pool_.give_back({});
    throw;
  }
}

ReaderPool::Lease::~Lease() {
  if (reader_.database != nullptr && reader_.database->is_gone()) {
    pool_.losses_.note(reader_.losses);
    reader_.database.reset();
  }
  pool_.give_back(std::move(reader_));
}

void ReaderPool::Lease::renew() {
  pool_.losses_.note(reader_.losses);
  reader_.database.reset();
  reader_ = pool_.opened();
}

ReaderPool::Reader ReaderPool::opened() const {
  Reader made;
  made.losses = losses_.count();
  made.database = accepted(open_(Access::read));
  return made;
}

ReaderPool::Reader ReaderPool::take() {
  std::unique_lock lock(mutex_);
  one_is_free_.wait(lock, [this] { return !free_.empty(); });
  Reader reader = std::move(free_.back());
  free_.pop_back();
  return reader;
}

void ReaderPool::give_back(Reader reader) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(reader));
  }
  one_is_free_.notify_one();
}

}  // namespace handler::store
