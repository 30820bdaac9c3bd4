// Personal data is in no file of the data folder, in any encoding.
#include <fstream>
#include <iterator>

#include "core/base/text.h"
#include "handler/casework/submission.h"
#include "tests/handler/portal/portal_fixture.h"

namespace handler::portal::testing {
namespace {

std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(stream), {}};
  }
  return files;
}

// True if a file contains the text in plain, hex or base64url.
bool is_somewhere(const std::map<std::string, std::string>& files, const std::string& needle) {
  for (const auto& [name, bytes] : files) {
    for (const std::string& spelling :
         {needle, core::to_hex(needle), core::to_base64url(needle), web::url_encoded(needle)}) {
      if (says(bytes, spelling)) return true;
    }
  }
  return false;
}

TEST(Secrecy, LeavesNothingOfThePersonInAnyFile) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  Form answers = with(good_answers(), "on_behalf", "yes");
  answers = with(answers, "relation", "邻居远亲");
  answers = with(answers, "whom_to_call", "me");
  answers = with(answers, "id_number", "370000199901010000");
  answers = with(answers, "address", "青禾镇文化路1号");
  answers = with(answers, "good_time", "每天晚饭后");
  answers = with(answers, "visits", "前后十几趟吧");
  const web::Response receipt = citizen.report(answers);
  ASSERT_EQ(receipt.status, 200);
  const auto files = files_below(hall.data_folder());
  std::string number = number_on(receipt);
  EXPECT_FALSE(is_somewhere(files, number));
  std::erase(number, ' ');
  EXPECT_FALSE(is_somewhere(files, number));
  for (const char* field : {"relation", "id_number", "address", "good_time", "visits", "name",
                            "phone", "matter", "problem", "request"}) {
    EXPECT_FALSE(is_somewhere(files, value_of(answers, field))) << field;
  }
  EXPECT_FALSE(is_somewhere(files, citizen.address));
  // The search finds stored plain text.
  EXPECT_TRUE(is_somewhere(files, hall.site()->form().version));
}

TEST(Secrecy, LeavesNothingOfLaterWordsInAnyFile) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const std::string page = citizen.look_up(number_on(citizen.report())).body;
  const Form asked = with(hidden_fields(between(page, "id=\"action-withdraw\"", "</form>")),
                          "words", "家里已经解决了");
  const Form sure = hidden_fields(citizen.post("demo/ticket/withdraw", asked).body);
  ASSERT_EQ(citizen.post("demo/ticket/withdraw", with(sure, "step", "confirm")).status, 200);
  ASSERT_EQ(hall.record(1).row.values.state, "withdrawn");
  EXPECT_FALSE(is_somewhere(files_below(hall.data_folder()), "家里已经解决了"));
}

TEST(Secrecy, LeavesNothingInAnyFileBeforeTheConfirmation) {
  HandlerFixture hall;
  const PortalFixture citizen(hall);
  const auto before = files_below(hall.data_folder());
  citizen.send(good_answers(), "fill");
  citizen.send(good_answers(), "edit");
  citizen.send(with(good_answers(), "phone", "12"), "fill");
  EXPECT_EQ(files_below(hall.data_folder()), before);
}

TEST(Secrecy, SealsEachFieldThatTheFormCallsPersonalAndEachOfTheReportersTexts) {
  HandlerFixture hall;
  const core::ReportForm& form = hall.site()->form();
  core::FormValues values;
  for (const core::FormField& field : form.fields) values[field.id] = "x" + field.id;
  const core::FormValues identity = view::identity_of(form, values);
  const core::FormValues words = view::words_of(values);
  const store::NewReport report =
      view::new_report(hall.services, *hall.site(), values, "online", "nonce");
  const std::string plain = report.submitted.data.dump();
  for (const core::FormField& field : form.fields) {
    EXPECT_EQ(identity.contains(field.id), field.personal) << field.id;
    const bool free_text = field.type == core::FieldType::text ||
                           field.type == core::FieldType::line ||
                           field.type == core::FieldType::number;
    EXPECT_EQ(words.contains(field.id), free_text && !field.personal) << field.id;
    const bool secret = field.personal || free_text;
    EXPECT_FALSE(secret && says(plain, "x" + field.id)) << field.id;
  }
}

}  // namespace
}  // namespace handler::portal::testing
