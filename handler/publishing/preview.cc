// Copies the site with the draft's changes into a folder of its own and builds it there.
#include "handler/publishing/preview.h"

#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <system_error>

#include "core/base/crypto.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/new_files.h"
#include "core/site/build_record.h"
#include "core/site/published.h"
#include "handler/publishing/folder_lock.h"
#include "handler/publishing/publication_plan.h"

namespace handler::publishing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kOfEachPerson = 3;
constexpr std::size_t kOfAll = 12;
constexpr std::size_t kHashDigits = 32;
constexpr std::string_view kUnfinished = ".work-";
constexpr std::chrono::minutes kLongestBuild{1};  // a person waits
constexpr const char* kPages = "pages.json";

// The hash of a publication of these changes.
std::string content_of(const WorkingCopy& copy) {
  return store::content_hash(files_to_publish(copy));
}

std::string prefix_of(const WorkingCopy& copy) {
  return copy.site + "-" + std::to_string(copy.user) + "-";
}

// "demo-7-3f9a...": everything that the preview depends on is in the hash.
std::string name_of(const BuildPlaces& places, const WorkingCopy& copy, core::Day today) {
  const core::Result<std::string> current = core::current_hash(places.published, copy.site);
  std::vector<std::string> parts = {core::to_iso(today), content_of(copy),
                                    current ? *current : std::string()};
  for (const auto& [path, hash] : core::accepted(core::hash_inputs(copy.content, copy.site)))
    parts.insert(parts.end(), {path, hash});
  return prefix_of(copy) +
         core::to_hex(core::hash_parts(parts.data(), parts.size())).substr(0, kHashDigits);
}

// Not those of another site whose name begins in the same way.
bool has_prefix(const std::string& name, const std::string& prefix) {
  return name.starts_with(prefix) && name.size() == prefix.size() + kHashDigits;
}

void copy_tree(const fs::path& from, const fs::path& to) {
  core::accepted(core::make_folders(to));
  for (const std::string& name : core::accepted(core::list_tree(from))) {
    core::accepted(core::make_folders((to / name).parent_path()));
    std::error_code error;
    fs::copy_file(from / name, to / name, error);
    if (error)
      throw core::Refused(core::FailureCode::unavailable,
                          "cannot copy " + (from / name).string() + ": " + error.message());
  }
}

// The content folder as the draft would make it. The other sites are there by name, because pages
// may link to them.
void make_content(const WorkingCopy& copy, const fs::path& content) {
  for (const std::string& site : core::accepted(core::list_folder(copy.content / "sites")))
    core::accepted(core::make_folders(content / "sites" / site));
  copy_tree(copy.content / "calendar", content / "calendar");
  const fs::path folder = content / "sites" / copy.site;
  copy_tree(copy.content / "sites" / copy.site, folder);
  for (const auto& [path, text] : copy.changes()) {
    std::error_code ignored;
    fs::remove(folder / path, ignored);
    if (text) core::accepted(core::write_new_file(folder / path, *text));
  }
}

core::Json pages_to_json(const std::vector<PreviewPage>& pages) {
  core::Json list = core::Json::array();
  for (const PreviewPage& page : pages)
    list.push_back({page.path, page.title, page.is_new, page.is_gone});
  return list;
}

std::vector<PreviewPage> pages_from(const std::string& text) {
  std::vector<PreviewPage> pages;
  for (const core::Json& one : core::Json::parse(text))
    pages.push_back({one.at(0), one.at(1), one.at(2), one.at(3)});
  return pages;
}

// Removed with the object, unless it got its name.
class Workplace {
 public:
  Workplace(const fs::path& previews, const std::string& name) {
    std::string path = (previews / (std::string(kUnfinished) + name + "-XXXXXX")).string();
    if (::mkdtemp(path.data()) == nullptr)
      throw core::Refused(core::system_failure("make a folder in", previews));
    folder_ = path;
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  const fs::path& folder() const { return folder_; }
  void take_name(const fs::path& name) const {
    std::error_code error;
    fs::rename(folder_, name, error);
    if (error)
      throw core::Refused(core::FailureCode::unavailable,
                          "cannot keep " + name.string() + ": " + error.message());
  }

 private:
  fs::path folder_;
};

struct Kept {
  fs::path folder;
  fs::file_time_type made;
};

void remove_all_but(std::vector<Kept> kept, std::size_t most) {
  std::ranges::sort(kept, std::ranges::greater{}, &Kept::made);
  std::error_code ignored;
  for (std::size_t i = most; i < kept.size(); ++i) fs::remove_all(kept[i].folder, ignored);
}

// The newest of this person on the site stay, and the newest of all, at most `most`. Builds that
// were killed leave unfinished ones: no other build is at work under the lock.
void clear(const fs::path& previews, const std::string& prefix, std::size_t most) {
  std::vector<Kept> own;
  std::vector<Kept> all;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(previews, error)) {
    std::error_code ignored;
    const Kept one{entry.path(), entry.last_write_time(ignored)};
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kUnfinished)) fs::remove_all(one.folder, ignored);
    if (!name.starts_with(kUnfinished)) all.push_back(one);
    if (has_prefix(name, prefix)) own.push_back(one);
  }
  remove_all_but(std::move(own), std::min(most, kOfEachPerson));
  remove_all_but(std::move(all), most);
}

bool has_room(const fs::path& previews, std::uintmax_t left_free) {
  std::error_code error;
  const fs::space_info space = fs::space(previews, error);
  return error || space.available >= left_free;
}

void make_room(const fs::path& previews, const std::string& prefix, std::uintmax_t left_free) {
  clear(previews, prefix, kOfAll);
  if (has_room(previews, left_free)) return;
  clear(previews, prefix, 0);
  if (!has_room(previews, left_free))
    throw core::Refused(core::FailureCode::disk_full,
                        "the disk of " + previews.string() + " is too full for a preview");
}

BuildPlaces places_in(const BuildPlaces& places, const fs::path& work) {
  BuildPlaces made = places;
  made.content = work / "content";
  made.out = work / "public";
  made.published = work / "published";
  return made;
}

// Builds in `work`; the messages if the generator found mistakes.
std::string build_in(const BuildPlaces& places, const WorkingCopy& copy, core::Day today,
                     const FolderLock& lock) {
  make_content(copy, places.content);
  const GeneratorRun run = core::accepted(
      run_generator(places, {copy.site},
                    {.today = today, .keeps_open = lock.descriptor(), .longest = kLongestBuild}));
  if (run.is_done()) return {};
  if (run.code == core::exit_code::kMistakes)
    return run.messages.empty() ? "generator" : run.messages;
  throw core::Refused(core::FailureCode::unavailable,
                      "the preview could not be built: " + run.messages);
}

Preview preview_in(const fs::path& folder, const WorkingCopy& copy) {
  return {.folder = folder / "public" / copy.site,
          .content = content_of(copy),
          .pages = pages_from(core::accepted(core::read_file(folder / kPages)))};
}

// Builds it in a folder of its own that gets the name `folder` in the end.
Preview built_preview(const BuildPlaces& places, const fs::path& folder, const WorkingCopy& copy,
                      core::Day today, const FolderLock& lock) {
  const Workplace work(folder.parent_path(), folder.filename().string());
  const BuildPlaces inside = places_in(places, work.folder());
  std::string mistakes = build_in(inside, copy, today, lock);
  if (!mistakes.empty()) return {.content = content_of(copy), .mistakes = std::move(mistakes)};
  const std::vector<PreviewPage> pages =
      core::accepted(pages_that_differ(places.out / copy.site, inside.out / copy.site));
  core::accepted(core::write_file_atomically(
      work.folder() / kPages,
      pages_to_json(pages).dump(-1, ' ', false, core::Json::error_handler_t::replace), 0600));
  std::error_code ignored;
  for (const fs::path& done : {inside.content, inside.published}) fs::remove_all(done, ignored);
  work.take_name(folder);
  return preview_in(folder, copy);
}

bool is_kept(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder / kPages, ignored)) return false;
  fs::last_write_time(folder, fs::file_time_type::clock::now(), ignored);
  return true;
}

Preview made_preview(const BuildPlaces& places, const fs::path& previews, const WorkingCopy& copy,
                     core::Day today, std::uintmax_t left_free) {
  const fs::path folder = previews / name_of(places, copy, today);
  if (is_kept(folder)) return preview_in(folder, copy);
  core::accepted(core::make_folders(previews, 0700));
  const core::Result<FolderLock> lock = FolderLock::take(previews);
  if (!lock) throw core::Refused(lock.failure());
  // The request that held the lock may have made the same.
  if (is_kept(folder)) return preview_in(folder, copy);
  make_room(previews, prefix_of(copy), left_free);
  Preview made = built_preview(places, folder, copy, today, *lock);
  clear(previews, prefix_of(copy), kOfAll);
  return made;
}

}  // namespace

std::optional<fs::path> newest_preview(const fs::path& previews, const WorkingCopy& copy) {
  Kept newest;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(previews, error)) {
    std::error_code ignored;
    const Kept one{entry.path(), entry.last_write_time(ignored)};
    const bool is_own = has_prefix(one.folder.filename().string(), prefix_of(copy));
    if (is_own && (newest.folder.empty() || one.made > newest.made)) newest = one;
  }
  if (newest.folder.empty()) return std::nullopt;
  return newest.folder / "public" / copy.site;
}

core::Result<Preview> make_preview(const BuildPlaces& places, const fs::path& previews,
                                   const WorkingCopy& copy, core::Day today,
                                   std::uintmax_t left_free) {
  const auto make = [&] { return made_preview(places, previews, copy, today, left_free); };
  return core::result_of(make);
}

}  // namespace handler::publishing
