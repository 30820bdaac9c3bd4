// The steps of a publication in their order, each with the point at which a test kills the program.
#include "handler/publishing/carry_out.h"

#include <algorithm>
#include <thread>

#include "core/base/stop_point.h"
#include "core/changes/file_entries.h"
#include "handler/publishing/build_check.h"
#include "handler/publishing/content_files.h"
#include "handler/publishing/files/file_check.h"
#include "handler/publishing/files/site_file.h"

namespace handler::publishing {
namespace {

namespace fs = std::filesystem;
using store::Publication;
using store::PublicationAct;
using store::PublishedFile;

// A world that may come right by itself: another build at work takes some seconds at most.
constexpr int kTries = 8;

// Files that come or change stand before those that go: on a full disk nothing is gone yet when the
// first one cannot be written, and there is as much room for putting back as there was for writing.
Publication with_writes_first(Publication publication) {
  std::stable_partition(publication.files.begin(), publication.files.end(),
                        [](const PublishedFile& file) { return file.after.has_value(); });
  return publication;
}

// Carries out one publication. Every function throws core::Refused for what cannot be recorded.
class CarryOut {
 public:
  CarryOut(const PublishingWork& work, Publication publication)
      : work_(work),
        publication_(with_writes_first(std::move(publication))),
        folder_(work.places.content / "sites" / publication_.site),
        has_begun_(publication_.state() == store::PublicationState::running) {
    report_.site = publication_.site;
  }

  CarryOutReport run() {
    // The publisher died between the build and its note; what others changed since is not asked.
    if (has_begun_ && is_public()) return finish();
    const std::optional<Refusal> reason =
        reason_not_to_build(work_.places, publication_.site, publication_.files);
    if (reason) return refuse(*reason);
    if (const std::optional<Refusal> unfit = reason_not_to_write()) return refuse(*unfit);
    if (!has_begun_) {
      add_step(PublicationAct::begun, {});
      has_begun_ = true;
      core::stop_point("publication begun");
    }
    if (const core::Status written = write_files(); !written)
      return refuse({Why::not_written, written.failure().message});
    core::stop_point("publication written");
    return build();
  }

 private:
  void add_step(PublicationAct act, const std::string& note) {
    core::accepted(work_.store.add_step(publication_.id, {act, 0, work_.clock.now(), note}));
  }

  // Its files stand as they are to be, and the last build read them so.
  bool is_public() const {
    const auto stands = [&](const PublishedFile& file) {
      const auto standing = standing_file(folder_, file.path);
      return standing && *standing == file.after;
    };
    return std::ranges::all_of(publication_.files, stands) &&
           is_built_with(work_.places, publication_.site, publication_.files);
  }

  // The rows were written by the process that answers the network, so what it says of a picture or
  // PDF is not believed: each one that comes is cleaned again and must stay as it is.
  std::optional<Refusal> reason_not_to_write() const {
    for (const PublishedFile& file : publication_.files) {
      if (!file.path.starts_with(core::kSiteFiles)) continue;
      const auto standing = standing_file(folder_, file.path);
      if (!standing) return Refusal{Why::not_written, standing.failure().message};
      // If the build fails, what was before is written too.
      for (const auto& bytes : {file.after, file.before}) {
        if (!bytes || *standing == bytes) continue;
        if (auto refusal = reason_not_to_write(file.path, *bytes)) return refusal;
      }
    }
    return std::nullopt;
  }

  std::optional<Refusal> reason_not_to_write(const std::string& path,
                                             const std::string& bytes) const {
    if (!is_site_file(path)) return Refusal{Why::file_unfit, path};
    switch (check_site_file(name_of_site_file(path), bytes, work_.files)) {
      case FileVerdict::unfit:
        return Refusal{Why::file_unfit, path};
      case FileVerdict::not_checked:
        return Refusal{Why::file_unchecked, path};
      default:
        return std::nullopt;
    }
  }

  core::Status write_files() const {
    for (const PublishedFile& file : publication_.files) {
      const auto standing = standing_file(folder_, file.path);
      if (!standing) return standing.failure();
      if (*standing == file.after) continue;
      if (core::Status put = put_file(folder_, file.path, file.after); !put) return put;
      core::stop_point("publication file written");
    }
    return core::success();
  }

  // Only what this publication wrote: a file that another hand changed meanwhile stays as it is.
  // What is new goes first, which makes room.
  void put_back() const {
    for (const bool was_there : {false, true}) {
      for (const PublishedFile& file : publication_.files) {
        if (file.before.has_value() != was_there || file.before == file.after) continue;
        if (core::accepted(standing_file(folder_, file.path)) != file.after) continue;
        core::accepted(put_file(folder_, file.path, file.before));
        core::stop_point("publication file put back");
      }
    }
    core::stop_point("publication put back");
  }

  CarryOutReport build() {
    const TriedBuild tried = try_build(work_, publication_.site);
    if (tried.is_stopped) {
      report_.how = CarriedOut::stopped;
      return report_;
    }
    // What fails after the record was written concerns no page of this site.
    if (!tried.is_done && !is_built_with(work_.places, publication_.site, publication_.files))
      return undo(tried.refusal);
    core::stop_point("publication built");
    return finish();
  }

  CarryOutReport finish() {
    add_step(PublicationAct::done, {});
    core::stop_point("publication done");
    return report_;
  }

  // A build that did not come to its end may have exchanged the pages already. The old ones are
  // built again; where that fails too, it is left to the builds of the night.
  CarryOutReport undo(const Refusal& refusal) {
    put_back();
    if (refusal.why != Why::mistakes)
      report_.is_to_be_built_again = !try_build(work_, publication_.site).is_done;
    return fail(refusal);
  }

  CarryOutReport refuse(const Refusal& refusal) {
    if (has_begun_) put_back();
    return fail(refusal);
  }

  CarryOutReport fail(const Refusal& refusal) {
    report_.how = CarriedOut::failed;
    report_.why = sentence_of(work_.texts, refusal);
    add_step(PublicationAct::failed, report_.why);
    core::stop_point("publication failed");
    return report_;
  }

  const PublishingWork& work_;
  const Publication publication_;
  const fs::path folder_;
  bool has_begun_;
  CarryOutReport report_;
};

TriedBuild refused_build(const GeneratorRun& run) {
  const bool has_mistakes = run.code == core::exit_code::kMistakes;
  return {.refusal = {has_mistakes ? Why::mistakes : Why::not_built, run.messages}};
}

}  // namespace

TriedBuild try_build(const PublishingWork& work, const std::string& site) {
  const RunOptions options{.today = core::day_of(work.clock.now()),
                           .keeps_open = work.lock.descriptor()};
  TriedBuild tried;
  for (int i = 0; i < kTries; ++i) {
    if (i > 0) std::this_thread::sleep_for(work.pause);
    const core::Result<GeneratorRun> run = run_generator(work.places, {site}, options);
    if (!run) return {.refusal = {Why::not_built, run.failure().message}};
    if (run->is_done()) return {.is_done = true};
    tried = refused_build(*run);
    // A service that is stopped may end the generator too.
    tried.is_stopped = work.stop() && run->code != core::exit_code::kMistakes;
    if (tried.is_stopped || run->code != core::exit_code::kMayHeal) break;
  }
  return tried;
}

core::Result<CarryOutReport> carry_out(const PublishingWork& work, std::int64_t id) {
  const auto carried = [&] {
    return CarryOut(work, core::accepted(work.store.publication(id))).run();
  };
  return core::result_of(carried);
}

}  // namespace handler::publishing
