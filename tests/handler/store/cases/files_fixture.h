// A store with files of cases, and their bytes as a reader gets them.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "handler/store/cases/file_contents.h"
#include "tests/handler/store/store_fixture.h"

namespace test {

// Bytes without a pattern, the same for the same length.
inline std::string plain_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

struct FilesTest : ::testing::Test {
  tests::TemporaryFolder spools;
  StoreFixture room;
  core::SystemRandomness randomness;
  core::SealKeys keys = core::make_seal_keys();
  std::unique_ptr<handler::store::Store> store = room.open();

  handler::store::SealedFile sealed(std::size_t bytes, const std::string& name = "照片.jpg") {
    return handler::store::seal_file("jpeg", name, plain_bytes(bytes), spools.path()).value();
  }
  handler::store::Part file_part(const std::string& field, std::size_t bytes) {
    return handler::store::make_file_part(randomness, field, sealed(bytes), keys.public_key, false);
  }
  handler::store::NewEvent event_with(std::vector<handler::store::Part> parts) {
    handler::store::NewEvent made = event("materials_sent");
    made.parts = std::move(parts);
    return made;
  }
  handler::store::CaseId send(const std::string& name, std::vector<handler::store::Part> parts,
                              const std::string& site = "demo") {
    auto sent = report(name, core::Json::object(), site);
    sent.submitted.parts = std::move(parts);
    return store->add_report(sent).value().id;
  }
  // The only part of the case.
  handler::store::Part only_part(handler::store::CaseId id, const std::string& site = "demo") {
    const auto record = store->case_by_id(site, id).value();
    EXPECT_EQ(record.parts.size(), 1U);
    return record.parts.begin()->second;
  }
  handler::store::FileContents opened(handler::store::CaseId id, const handler::store::Part& part) {
    return {*store, {"demo", id, part.id}, handler::store::file_info_of(part, &keys).value()};
  }
  std::int64_t chunks() { return test::number_of(*room.raw(), "SELECT COUNT(*) FROM file_chunks"); }
  // Behind the program's back.
  void edit(const std::string& sql) const { ASSERT_TRUE(room.unguarded()->run_script(sql)); }
  core::FailureCode failure_of_reading(handler::store::CaseId id) {
    return opened(id, only_part(id)).rest().failure().code;
  }
  using Listed = std::vector<handler::store::DestroyedPart>;
  Listed listed() const {
    return handler::store::read_destroyed(handler::store::destroyed_list_of(room.folder.path()))
        .value();
  }
  static handler::store::DestroyedTexts destruction(handler::store::CaseId id,
                                                    std::vector<std::int64_t> parts,
                                                    std::int64_t seen) {
    handler::store::DestroyedTexts texts{.id = id, .seen_seq = seen};
    texts.event = event("parts_destroyed", {{"classes", {"files"}}, {"parts", parts}});
    texts.parts = std::move(parts);
    texts.refold = fold_simply;
    texts.with_traces = false;
    return texts;
  }
};

}  // namespace test
