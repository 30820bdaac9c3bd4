// Makes every call once, on a copy of one filled database.
#include "tests/handler/store/all_statements.h"

#include "tests/handler/faulty_store.h"
#include "tests/handler/store/file_calls.h"
#include "tests/handler/store/publishing_calls.h"

namespace test {
namespace {

namespace store = handler::store;
using refusal::Call;

void make_call(const Call& call, const StoreFixture& filled, std::set<std::string>& statements) {
  StoreFixture room;
  room.copy(filled);
  store::StoreOptions options = room.options();
  options.group_commit = false;
  options.readers = 1;
  handler::testing::Faults faults;
  faults.statements = &statements;
  store::Store opened(store::Connections::open(handler::testing::faulty(room.connect(), faults),
                                               options, room.clock)
                          .value());
  EXPECT_TRUE(call.make(opened)) << call.name;
}

}  // namespace

std::set<std::string> statements_of_all_calls() {
  StoreFixture filled;
  refusal::furnish(*filled.open());
  std::set<std::string> statements;
  for (const auto& calls :
       {refusal::calls_of_cases(), refusal::readings_of_cases(),
        refusal::calls_of_policies_and_filings(), refusal::calls_of_publishing(),
        refusal::calls_of_files(), refusal::calls_of_staff(), refusal::other_calls()}) {
    for (const Call& call : calls) make_call(call, filled, statements);
  }
  return statements;
}

}  // namespace test
