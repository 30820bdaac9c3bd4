// Drafts of what is to be published: one a person and site, kept until it is published or dropped,
// across the end of a session, errors and newer programs.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/time/local_time.h"

namespace handler::store {

class Connections;
class Database;

struct DraftFile {
  std::string path;  // below the site's folder: "bodies.yaml"
  std::string base;  // hash of the bytes that the draft began from; "": there was no file
  // Nullopt: the file is removed. Of a path below "files/" these are bytes: a picture or a PDF.
  std::optional<std::string> text;

  bool operator==(const DraftFile&) const = default;
};

struct Draft {
  std::int64_t version = 0;  // 0: there is none
  core::Instant changed{};
  std::vector<DraftFile> files;  // by path
};

// The draft of a person who left: the account is disabled, or holds no grant as editor of the site.
struct LeftDraft {
  std::int64_t user = 0;
  std::string site;
  std::int64_t version = 0;
  core::Instant changed{};

  bool operator==(const LeftDraft&) const = default;
};

// For so long a left draft waits to be taken over: since it was changed last, and since its owner's
// account was.
inline constexpr std::chrono::days kLeftDraftsKept{90};

// In the transaction of the caller; all throw Refused. `corrupt` if the draft was changed from
// outside; `conflict` if the draft is not at `version`.
Draft read_draft(Database& database, std::int64_t user, const std::string& site);
std::int64_t read_draft_version(Database& database, std::int64_t user, const std::string& site);
void check_draft_version(Database& database, std::int64_t user, const std::string& site,
                         std::int64_t version);
void take_draft_away(Database& database, std::int64_t user, const std::string& site);
void put_draft(Database& database, std::int64_t user, const std::string& site, std::int64_t version,
               core::Instant changed, std::vector<DraftFile> files);

// What a draft keeps of the bytes that it began from; "" if there was no file.
std::string base_of(const std::optional<std::string>& bytes);

class Drafts {
 public:
  explicit Drafts(Connections& connections) : connections_(connections) {}

  // An empty draft if the person has none on the site. `corrupt` if it was changed from outside.
  core::Result<Draft> draft(std::int64_t user, const std::string& site);
  // Keeps `files` in the place of the draft's files, and gives the new version. `conflict` if the
  // draft is not at `version` any more: another page of the same person changed it meanwhile.
  // Without files the draft is gone, and the version is 0.
  core::Result<std::int64_t> keep_draft(std::int64_t user, const std::string& site,
                                        std::int64_t version, const std::vector<DraftFile>& files,
                                        core::Instant now);
  core::Status drop_draft(std::int64_t user, const std::string& site);
  // The drafts on the site whose owners left, the newest first.
  core::Result<std::vector<LeftDraft>> left_drafts(const std::string& site);
  // Makes a left draft that of `heir`. `conflict` if it is not as `left` has it any more, or if the
  // heir has a draft on the site; `corrupt` as draft().
  core::Status take_over_draft(const LeftDraft& left, std::int64_t heir);
  // `conflict` if it is not as `left` has it any more.
  core::Status drop_left_draft(const LeftDraft& left);
  // Drops the drafts of all sites whose owners left, if neither the draft nor the owner's account
  // was changed since `before`.
  core::Status drop_left_drafts(core::Instant before);

 private:
  Connections& connections_;
};

}  // namespace handler::store
