// The report form: the fields that a site asks for, and the mistakes in typed values.
#include "core/forms/form.h"

#include <gtest/gtest.h>

#include "core/forms/form_check.h"
#include "core/reading/texts.h"
#include "core/site/report_form.h"
#include "core/site/site.h"
#include "tests/support/site_copy.h"

namespace core {
namespace {

const std::filesystem::path kTexts =
    std::filesystem::path(BANCHENG_SOURCE_DIR) / "site_templates" / "text" / "zh-CN";

Site valid_site() {
  Diagnostics diagnostics;
  auto loaded = tests::SiteCopy(BANCHENG_SOURCE_DIR).load(diagnostics);
  EXPECT_TRUE(loaded.has_value()) << diagnostics.text();
  return loaded->site;
}

Texts catalogue() {
  Diagnostics diagnostics;
  Texts texts = load_texts(kTexts, diagnostics);
  EXPECT_EQ(diagnostics.text(), "");
  return texts;
}

class Form : public testing::Test {
 protected:
  ReportForm form() const { return make_report_form(site_, texts_); }
  ReportForm form_with(const std::string& field, const std::string& position) {
    site_.form_switches.fields[field] = position;
    return form();
  }
  // The mistakes as "field:code field:code".
  static std::string mistakes(const CheckedForm& checked) {
    std::string all;
    for (const FormMistake& mistake : checked.mistakes) {
      all += (all.empty() ? "" : " ") + mistake.field + ":" + mistake.code;
    }
    return all;
  }
  std::string mistakes_with(const std::string& field, const std::string& value) const {
    FormValues typed = good_;
    typed[field] = value;
    return mistakes(check_form(form(), typed));
  }
  std::string kept_with(const std::string& field, const std::string& value) const {
    FormValues typed = good_;
    typed[field] = value;
    const FormValues kept = check_form(form(), typed).values;
    const auto found = kept.find(field);
    return found == kept.end() ? "(nothing)" : found->second;
  }

  Site site_ = valid_site();
  Texts texts_ = catalogue();
  FormValues good_ = {{"kind", "matter"},          {"window", "main"},
                      {"matter", "新生儿落户"},    {"problem", "材料交了没人收。"},
                      {"reporter_type", "person"}, {"name", "张三"},
                      {"phone", "138 1234 1234"},  {"privacy", "yes"}};
};

TEST_F(Form, AsksKnownFieldsInTheOrderOfThePage) {
  site_.form_switches = {};
  std::string ids;
  for (const FormField& field : form().fields) ids += field.id + (field.required ? "! " : " ");
  EXPECT_EQ(ids,
            "kind! window! unit matter applied visits problem! request on_behalf "
            "relation! whom_to_call! reporter_type! name! phone! good_time confidential privacy! ");
}

TEST_F(Form, FollowsTheSwitchesOfTheSite) {
  EXPECT_NE(form().field("id_number"), nullptr);
  EXPECT_EQ(form().field("visits"), nullptr);
  EXPECT_TRUE(form_with("unit", "required").field("unit")->required);
  EXPECT_FALSE(form_with("name", "optional").field("name")->required);
}

TEST_F(Form, DropsTheFieldsThatHangOnOneThatIsOff) {
  const ReportForm without = form_with("on_behalf", "off");
  EXPECT_EQ(without.field("relation"), nullptr);
  EXPECT_EQ(without.field("whom_to_call"), nullptr);
}

TEST_F(Form, OffersKindsWindowsAndUnitsOfTheSite) {
  const ReportForm made = form();
  EXPECT_EQ(made.field("kind")->options.size(), 2u);
  EXPECT_EQ(made.field("kind")->options[0].label, "办事受阻：跑了几趟没办成。");
  EXPECT_EQ(made.field("window")->options[2].value, "bridge");
  EXPECT_EQ(made.field("unit")->options[0].value, "not_sure");
  EXPECT_EQ(made.field("unit")->options[1].label, "县住建局");
}

TEST_F(Form, SealsWhatSaysWhoSomebodyIs) {
  std::string personal;
  for (const FormField& field : form().fields) personal += field.personal ? field.id + " " : "";
  EXPECT_EQ(personal, "relation whom_to_call name phone good_time id_number ");
}

TEST_F(Form, HasAnotherVersionWhenAnythingOfItChanges) {
  const std::string version = form().version;
  EXPECT_EQ(version.size(), 16u);
  EXPECT_EQ(form().version, version);
  EXPECT_NE(form_with("unit", "required").version, version);
  site_ = valid_site();
  site_.units[0].name = "县住房局";
  EXPECT_NE(form().version, version);
  site_ = valid_site();
  texts_ = texts_.with({{"form.name.label", "怎么称呼您"}});
  EXPECT_NE(form().version, version);
}

TEST_F(Form, TakesAGoodReportAndNormalisesIt) {
  good_["unknown"] = "x";
  const CheckedForm checked = check_form(form(), good_);
  EXPECT_EQ(mistakes(checked), "");
  FormValues expected = good_;
  expected.erase("unknown");
  expected["phone"] = "13812341234";
  EXPECT_EQ(checked.values, expected);
}

TEST_F(Form, NamesEveryFieldThatIsMissingInTheOrderOfThePage) {
  EXPECT_EQ(mistakes(check_form(form(), {})),
            "kind:required window:required problem:required "
            "reporter_type:required name:required phone:required privacy:required");
}

TEST_F(Form, CountsBlanksAsNothing) {
  EXPECT_EQ(mistakes_with("problem", " \u3000\n\t "), "problem:required");
  EXPECT_EQ(mistakes_with("problem", "\u200B\uFEFF \u2060"), "problem:required");
  for (const char* unseen : {"\u200B", "\u200D", "\u00AD", "\u00A0", "\u2800", "\u3164"})
    EXPECT_EQ(mistakes_with("name", unseen), "name:required");
}

TEST_F(Form, AsksForRelationAndWhomToCallOnlyOnBehalf) {
  EXPECT_EQ(mistakes_with("on_behalf", "yes"), "relation:required whom_to_call:required");
  EXPECT_EQ(kept_with("relation", "儿女"), "(nothing)");
  good_["on_behalf"] = "yes";
  good_["whom_to_call"] = "me";
  EXPECT_EQ(kept_with("relation", "儿女"), "儿女");
}

TEST_F(Form, ChoosesTheOnlyWindowByItself) {
  site_.windows = std::vector<Window>{site_.windows.front()};
  good_.erase("window");
  const CheckedForm checked = check_form(form(), good_);
  EXPECT_EQ(mistakes(checked), "");
  EXPECT_EQ(checked.values.at("window"), "main");
}

TEST_F(Form, TakesFourThousandCharactersAndNotOneMore) {
  std::string most;
  for (int i = 0; i < 4000; ++i) most += "事";
  EXPECT_EQ(mistakes_with("problem", most), "");
  EXPECT_EQ(kept_with("problem", most), most);
  EXPECT_EQ(mistakes_with("problem", most + "。"), "problem:too_long");
  EXPECT_EQ(kept_with("problem", most + "。"), most + "。");
  EXPECT_EQ(mistakes_with("request", most), "request:too_long");
}

TEST_F(Form, WritesAnIdentityNumberInOnePiece) {
  const ReportForm asked = form_with("id_number", "optional");
  for (const auto& [typed, kept] :
       {std::pair{"371326 19491001 123x", "37132619491001123X"},
        {"３７１３２６－１９４９１００１－１２３Ｘ", "37132619491001123X"},
        {"护照 E1234 5678", "护照 E1234 5678"}}) {
    good_["id_number"] = typed;
    EXPECT_EQ(check_form(asked, good_).values.at("id_number"), kept) << typed;
  }
}

TEST_F(Form, KeepsAWrongPhoneForThePersonToMend) {
  EXPECT_EQ(mistakes_with("phone", "没有"), "phone:phone");
  EXPECT_EQ(mistakes_with("phone", "1381234"), "phone:phone_short");
  EXPECT_EQ(kept_with("phone", "1381234"), "1381234");
}

TEST_F(Form, ForgetsAChoiceThatIsNone) {
  EXPECT_EQ(mistakes_with("kind", "bribe"), "kind:choice");
  EXPECT_EQ(kept_with("kind", "bribe"), "(nothing)");
}

TEST_F(Form, ReadsVisitsAsPeopleWriteThem) {
  form_with("visits", "optional");
  for (const char* typed :
       {"3", "３", "3次", "3趟", "三", "三四趟", "十几", "好几趟", "10+", "很多", "-1", "1e3"}) {
    EXPECT_EQ(mistakes_with("visits", typed), "") << typed;
    EXPECT_EQ(kept_with("visits", typed), typed);
  }
  std::string story;
  for (int i = 0; i < 41; ++i) story += "跑";
  EXPECT_EQ(mistakes_with("visits", story), "visits:too_long");
  EXPECT_EQ(kept_with("visits", story), story);
}

TEST_F(Form, IsNeverStoppedByWhatNeedNotBeAnswered) {
  site_.form_switches.fields = {{"phone", "optional"},   {"visits", "optional"},
                                {"unit", "optional"},    {"applied", "optional"},
                                {"address", "optional"}, {"good_time", "optional"}};
  EXPECT_EQ(mistakes_with("phone", "问我儿子要"), "");
  EXPECT_EQ(kept_with("phone", "问我儿子要"), "问我儿子要");
  EXPECT_EQ(kept_with("phone", "138 1234 1234"), "13812341234");
  for (const char* field : {"unit", "applied"}) {
    EXPECT_EQ(mistakes_with(field, "gone"), "") << field;
    EXPECT_EQ(kept_with(field, "gone"), "(nothing)") << field;
  }
  EXPECT_EQ(mistakes_with("good_time", "不要打"), "");
}

// -- questions by kind

TEST_F(Form, AsksEachKindItsOwnQuestions) {
  site_.form_switches.by_kind["matter"] = {.required = {"matter"}};
  EXPECT_EQ(mistakes_with("matter", ""), "matter:required");
  EXPECT_EQ(form().field("matter")->hint,
            "例如：新生儿落户、营业执照变更、医保报销。“服务作风”不用填。");
  good_["kind"] = "conduct";
  EXPECT_EQ(mistakes_with("matter", ""), "");
  EXPECT_EQ(kept_with("matter", "新生儿落户"), "(nothing)");
  EXPECT_EQ(check_form(form(), good_).unasked, (FormValues{{"matter", "新生儿落户"}}));
}

TEST_F(Form, LetsSomeKindsLeaveOutWhatOthersMustAnswer) {
  site_.form_switches.by_kind["matter"] = {.required = {"matter"}, .optional = {"conduct"}};
  EXPECT_EQ(mistakes_with("matter", ""), "matter:required");
  good_["kind"] = "conduct";
  EXPECT_EQ(mistakes_with("matter", ""), "");
  EXPECT_EQ(kept_with("matter", "新生儿落户"), "新生儿落户");
  EXPECT_EQ(form().field("matter")->required_for, std::vector<std::string>{"matter"});
  EXPECT_TRUE(form().field("matter")->hint.ends_with("“服务作风”可以不填。"));
}

TEST_F(Form, KeepsTheAnswersOfEveryKindUntilOneIsChosen) {
  site_.form_switches.by_kind["matter"] = {.required = {"matter"}};
  good_.erase("kind");
  EXPECT_EQ(mistakes_with("matter", ""), "kind:required");
  EXPECT_EQ(kept_with("matter", "新生儿落户"), "新生儿落户");
}

TEST_F(Form, HasAnotherVersionWhenItAsksOtherKinds) {
  site_.form_switches.by_kind["matter"] = {.required = {"matter"}};
  const std::string version = form().version;
  site_.form_switches.by_kind["matter"] = {.optional = {"matter"}};
  EXPECT_NE(form().version, version);
}

TEST_F(Form, TicksOnlyAtYes) {
  EXPECT_EQ(mistakes_with("privacy", "no"), "privacy:required");
  EXPECT_EQ(kept_with("confidential", "maybe"), "(nothing)");
  EXPECT_EQ(kept_with("confidential", "yes"), "yes");
}

TEST_F(Form, KeepsLinesOnOneLineAndTextsAsTheyAre) {
  EXPECT_EQ(kept_with("name", "张\r\n三"), "张 三");
  EXPECT_EQ(kept_with("problem", "一\r\n二\x01"), "一\n二");
}

TEST_F(Form, SaysTheSameWhenItChecksItsOwnResultAgain) {
  const CheckedForm once = check_form(form(), good_);
  const CheckedForm twice = check_form(form(), once.values);
  EXPECT_EQ(mistakes(twice), "");
  EXPECT_EQ(twice.values, once.values);
}

}  // namespace
}  // namespace core
