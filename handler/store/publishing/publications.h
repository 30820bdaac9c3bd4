// The record of publications: what was to change, who asked and who agreed, and what became of it.
// The row and its files never change; steps are added.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"
#include "handler/store/publishing/drafts.h"

namespace handler::store {

class Connections;

enum class PublicationAct {
  agreed,     // by a second person
  declined,   // by a second person, with a reason
  withdrawn,  // by the author, before the publisher began
  begun,      // by the publisher
  done,       // the pages are public
  failed,     // nothing changed, or everything was put back; the note says why
};
inline constexpr std::array<std::pair<PublicationAct, std::string_view>, 6> kPublicationActs = {{
    {PublicationAct::agreed, "agreed"},
    {PublicationAct::declined, "declined"},
    {PublicationAct::withdrawn, "withdrawn"},
    {PublicationAct::begun, "begun"},
    {PublicationAct::done, "done"},
    {PublicationAct::failed, "failed"},
}};

// Where a publication stands; follows from its steps.
enum class PublicationState { waits, queued, running, done, failed, declined, withdrawn };

struct PublicationStep {
  PublicationAct act = PublicationAct::begun;
  std::int64_t user = 0;  // 0: the publisher
  core::Instant at{};
  std::string note;
};

struct PublishedFile {
  std::string path;
  std::optional<std::string> before;  // nullopt: there was no such file
  std::optional<std::string> after;   // nullopt: it is removed

  bool operator==(const PublishedFile&) const = default;
};

struct Publication {
  std::int64_t id = 0;
  std::string site;
  std::int64_t author = 0;
  core::Instant asked{};
  std::string reason;
  bool needs_second = false;
  std::int64_t puts_back = 0;
  std::vector<std::string> lines;    // what changes, in words
  std::string content;               // hash over `files`; what a second person agrees to
  std::vector<PublishedFile> files;  // by path; empty in lists
  std::vector<PublicationStep> steps;

  // Pure. withdrawn, declined, done and failed are ends.
  PublicationState state() const;
};

// The hash that a second person agrees to.
std::string content_hash(const std::vector<PublishedFile>& files);

// Its changes as the files of a draft that began from what stood before it. Pure.
std::vector<DraftFile> draft_files_of(const Publication& publication);

// The paths among `files` that `open` changes too. Pure.
std::vector<std::string> shared_files(const Publication& open,
                                      const std::vector<PublishedFile>& files);

struct QueuedPublication {
  std::int64_t id = 0;
  std::string site;

  bool operator==(const QueuedPublication&) const = default;
};

class Publications {
 public:
  explicit Publications(Connections& connections) : connections_(connections) {}

  // Adds one and drops the author's draft at `draft_version` in the same commit (0: no draft, as
  // when an earlier state is put back); gives the id. `conflict` if the draft changed meanwhile, or
  // if an open publication of the site changes one of the same files.
  core::Result<std::int64_t> ask_publication(const Publication& asked, std::int64_t draft_version);
  // Adds a step. `conflict` if the publication's state does not allow it (table in the source);
  // `refused` for `agreed` with another `content` than the publication has, or by its author. With
  // `declined`, `withdrawn` and `failed` its files are the author's draft again, unless the author
  // has another one on the site or the publication puts an earlier state back.
  core::Status add_step(std::int64_t id, const PublicationStep& step,
                        const std::string& content = {});
  core::Result<Publication> publication(std::int64_t id);  // with files; not_found
  // Newest first, without files; at most `most`, older than `before` if that is not 0.
  core::Result<std::vector<Publication>> publications(const std::string& site, int most,
                                                      std::int64_t before = 0);
  // Those of the site that are not at their end, oldest first, with files.
  core::Result<std::vector<Publication>> open_publications(const std::string& site);
  // What the publisher is to carry out, of all sites: those that were begun, then those that are
  // queued; oldest first.
  core::Result<std::vector<QueuedPublication>> to_carry_out();

 private:
  Connections& connections_;
};

}  // namespace handler::store
