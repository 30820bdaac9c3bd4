// Writes the folders and the script.
#include "tests/handler/publishing/publisher_room.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "core/base/text.h"
#include "core/site/build_record.h"
#include "handler/store/store.h"
#include "tests/support/waiting.h"

namespace publishing_tests {
namespace {

namespace fs = std::filesystem;
namespace store = handler::store;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::unique_ptr<store::Store> opened(const fs::path& file, core::Clock& clock) {
  store::StoreOptions options;
  options.path = file.string();
  options.readers = 2;
  options.group_commit = false;
  auto made = store::open_store(options, clock);
  if (!made) throw std::runtime_error(made.failure().message);
  return std::move(*made);
}

}  // namespace

PublisherRoom::PublisherRoom() : store(opened(folder / "bancheng.sqlite", clock)) {
  store->add_user({0, "li", "李工", "hash", false, {}}).value();
  write("calendar/2026.yaml", "year: 2026\n");
  write("sites/demo/site.yaml", "id: demo\n");
  write("sites/demo/bodies.yaml", "old\n");
  fs::create_directories(folder / "published/demo");
  std::ofstream(folder / "published/demo/current") << "a version\n";
  record();
  generator_does("exit 0");
  (void)pass();  // the builds of the day
  fs::remove(folder / "calls");
}

void PublisherRoom::generator_does(const std::string& lines) {
  const fs::path script = folder / "generator";
  std::ofstream(script, std::ios::trunc)
      << "#!/bin/sh\nCONTENT='" << (folder / "content").string() << "'\necho \"$@\" >> '"
      << (folder / "calls").string() << "'\n"
      << lines << "\n";
  fs::permissions(script, fs::perms::owner_all);
}

std::vector<std::string> PublisherRoom::calls() const {
  std::vector<std::string> lines = core::split(bytes_of(folder / "calls"), '\n');
  lines.pop_back();
  return lines;
}

void PublisherRoom::write(const std::string& path, const std::string& text) const {
  const fs::path file = folder / "content" / path;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

std::optional<std::string> PublisherRoom::read(const std::string& path) const {
  const fs::path file = folder / "content" / path;
  if (!fs::exists(file)) return std::nullopt;
  return bytes_of(file);
}

void PublisherRoom::record(const std::string& site) const {
  const auto inputs = core::hash_inputs(folder / "content", site).value();
  if (!core::write_build_record(folder / "published", site, inputs))
    throw std::runtime_error("the record cannot be written");
}

std::int64_t PublisherRoom::ask(std::vector<store::PublishedFile> files) {
  store::Publication asked;
  asked.site = "demo";
  asked.author = 1;
  asked.asked = clock.now();
  asked.reason = "a test";
  asked.files = std::move(files);
  return store->ask_publication(asked, 0).value();
}

handler::publishing::BuildPlaces PublisherRoom::places() const {
  return {.generator = folder / "generator",
          .content = folder / "content",
          .templates = fs::path(BANCHENG_SOURCE_DIR) / "site_templates",
          .out = folder / "public",
          .published = folder / "published"};
}

handler::publishing::PassReport PublisherRoom::pass() {
  handler::publishing::PublisherOptions options{.places = places()};
  options.pause = std::chrono::milliseconds{0};
  options.patience = std::chrono::milliseconds{0};
  options.files = {.cleaner = cleaner, .longest = tests::kFar};
  auto publisher = handler::publishing::Publisher::open(*store, clock, options).value();
  return publisher.pass([this] { return stops; }).value();
}

std::string PublisherRoom::steps_of(std::int64_t publication) {
  std::vector<std::string> words;
  const store::Publication known = store->publication(publication).value();
  for (const store::PublicationStep& step : known.steps) {
    const auto is_act = [&](const auto& one) { return one.first == step.act; };
    words.emplace_back(std::ranges::find_if(store::kPublicationActs, is_act)->second);
  }
  return core::joined(words, ", ");
}

std::string PublisherRoom::note_of(std::int64_t publication) {
  return store->publication(publication)->steps.back().note;
}

}  // namespace publishing_tests
