// Carries out one publication: files, build, and what becomes of it. A kill at any step leaves the
// old content or the new one, and the next call goes on from there.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "core/reading/texts.h"
#include "core/time/local_time.h"
#include "handler/files/cleaning.h"
#include "handler/publishing/folder_lock.h"
#include "handler/publishing/generator_run.h"
#include "handler/publishing/refusal.h"
#include "handler/store/store.h"

namespace handler::publishing {

// What a publisher works with while it holds the lock.
struct PublishingWork {
  store::Store& store;
  const BuildPlaces& places;
  const core::Texts& texts;
  core::Clock& clock;
  const FolderLock& lock;
  std::function<bool()> stop = [] { return false; };  // asked between two tries
  std::chrono::milliseconds pause{1000};              // between two tries
  files::Inspection files = {};  // how pictures and PDF are looked at once more
};

enum class CarriedOut {
  done,
  failed,   // and everything was put back
  stopped,  // `stop` was true; the next call goes on
};

struct CarryOutReport {
  CarriedOut how = CarriedOut::done;
  std::string site;
  std::string why;                    // of a failed one, for people
  bool is_to_be_built_again = false;  // the old files stand, but a last build of them failed
};

// `id` is queued or running. Fails if the database or the disk refuses what cannot be recorded
// then: the publication stays as it is, and the same call may work later; with `conflict` if it was
// withdrawn meanwhile.
core::Result<CarryOutReport> carry_out(const PublishingWork& work, std::int64_t id);

// One build of the site under the lock; again if the world refused and may come right by itself,
// such as while another build writes. The reason if it did not succeed.
struct TriedBuild {
  bool is_done = false;
  bool is_stopped = false;
  Refusal refusal;
};
TriedBuild try_build(const PublishingWork& work, const std::string& site);

}  // namespace handler::publishing
