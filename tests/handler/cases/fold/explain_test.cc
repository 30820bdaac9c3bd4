// The explanation of a due date, sentence by sentence.
#include "core/policy/count_words.h"

#include <gtest/gtest.h>

#include "core/base/text.h"
#include "handler/cases/fold/event_table.h"
#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using testing::CaseLife;
using testing::moment;
using testing::run_of;

const core::Texts& texts() {
  static const core::Texts kTexts = [] {
    core::Diagnostics diagnostics;
    core::Texts read =
        core::load_texts(BANCHENG_SOURCE_DIR "/site_templates/text/zh-CN", diagnostics);
    return read;
  }();
  return kTexts;
}

std::string told(const core::WorkTime& time, const std::string& limit_text, const std::string& at) {
  const core::TimeLimit limit = test::limit(limit_text);
  const core::DueDate due = core::count(time, moment(at), limit);
  return core::joined(core::explain_in_words(limit, due, time.hours, texts(), 2026), "\n");
}

std::string told(const std::string& limit_text, const std::string& at) {
  return told(test::shipped_work_time(), limit_text, at);
}

TEST(ExplainInWords, NamesHolidaysAndMakeUpDays) {
  EXPECT_EQ(told("3 workdays", "2026-09-30 10:00"),
            "9月30日（星期三）当天不计，从下一个工作日起算\n"
            "10月1日至10月7日国庆节，不计\n"
            "10月8日至10月9日计第1天至第2天\n"
            "10月10日（星期六，调休上班）计第3天\n"
            "10月10日下班前到期");
}

TEST(ExplainInWords, SaysWhenItStartsLaterThanAsked) {
  EXPECT_EQ(told("1 workday", "2026-10-09 18:00"),
            "10月9日提出时不在办公时间，从下一个上班时间起算\n"
            "10月10日（星期六，调休上班）当天不计，从下一个工作日起算\n"
            "10月11日（星期日），不计\n"
            "10月12日（星期一）计第1天\n"
            "10月12日下班前到期");
}

TEST(ExplainInWords, SaysOnlyOfAReportThatItWasMadeOutsideOfficeHours) {
  const core::WorkTime time = test::shipped_work_time();
  const core::TimeLimit limit = test::limit("1 workday");
  const core::DueDate due = core::count(time, moment("2026-09-22 18:00"), limit);
  const auto first = [&](core::Milestone from) {
    return core::explain_in_words(limit, due, time.hours, texts(), 2026, from).front();
  };
  EXPECT_EQ(first(core::Milestone::submitted), "9月22日提出时不在办公时间，从下一个上班时间起算");
  EXPECT_EQ(first(core::Milestone::dispatched),
            "9月22日轮到这一步时不在办公时间，从下一个上班时间起算");
}

TEST(ExplainInWords, SaysWeekends) {
  EXPECT_EQ(told("2 workdays", "2026-10-15 10:00"),
            "10月15日（星期四）当天不计，从下一个工作日起算\n"
            "10月16日（星期五）计第1天\n"
            "10月17日至10月18日周末，不计\n"
            "10月19日（星期一）计第2天\n"
            "10月19日下班前到期");
}

TEST(ExplainInWords, PrintsNoHourWhereHoursAreAssumed) {
  EXPECT_EQ(told("0.5 workday", "2026-09-24 12:30"),
            "9月24日提出时不在办公时间，从下一个上班时间起算\n"
            "9月24日（星期四）起算\n"
            "9月24日下午到期");
  EXPECT_EQ(told("0.5 workday", "2026-09-24 16:00"),
            "9月24日（星期四）起算\n"
            "9月25日至9月27日中秋节，不计\n"
            "9月28日（星期一）接着计时\n"
            "9月28日上午到期");
}

TEST(ExplainInWords, PrintsTheHourWhereHoursArePublished) {
  core::WorkTime time = test::shipped_work_time();
  time.hours.published = true;
  EXPECT_EQ(told(time, "0.5 workday", "2026-09-24 12:30"),
            "9月24日提出时不在办公时间，从下一个上班时间起算\n"
            "9月24日（星期四）起算\n"
            "9月24日16:45前到期");
  EXPECT_EQ(told(time, "same_workday", "2026-09-24 10:00"),
            "9月24日（星期四）起算\n9月24日17:00前到期");
}

TEST(ExplainInWords, NamesTheSitesOwnClosures) {
  const core::WorkTime time = test::shipped_work_time(
      {{test::day("2026-10-13"), test::day("2026-10-13"), false, "台风停工"},
       {test::day("2026-10-17"), test::day("2026-10-17"), true, "补班"}});
  EXPECT_EQ(told(time, "4 workdays", "2026-10-12 10:00"),
            "10月12日（星期一）当天不计，从下一个工作日起算\n"
            "10月13日台风停工，不计\n"
            "10月14日至10月16日计第1天至第3天\n"
            "10月17日（星期六，补班）计第4天\n"
            "10月17日下班前到期");
}

TEST(ExplainInWords, SaysYearsThatDifferAndThatADateIsProvisional) {
  EXPECT_EQ(told("1 workday", "2026-12-31 10:00"),
            "12月31日（星期四）当天不计，从下一个工作日起算\n"
            "2027年1月1日（星期五）计第1天\n"
            "其中有的年份放假安排还没有公布，日期是暂定的\n"
            "2027年1月1日下班前到期");
}

TEST(ExplainInWords, SaysThatSomethingIsDoneOnTheSpot) {
  EXPECT_EQ(told("on_the_spot", "2026-09-24 10:00"), "当场办理，不另计时限");
  EXPECT_EQ(told("at_once", "2026-09-24 10:00"), "立即办理，不另计时限");
}

TEST(ExplainInWords, TellsExtensionsAndPauses) {
  CaseLife life(testing::py());
  life.submit("2026-10-12 09:00");
  life.act("2026-10-12 09:00", "accept", {{"tier", "complex"}});
  life.act("2026-10-12 09:00", "dispatch", {{"unit", "civil"}});
  life.act("2026-10-12 10:00", "ask_materials");
  life.act("2026-10-13 10:00", "receive_materials");
  life.act("2026-10-13 11:00", "ask_extension", {{"workdays", "2"}});
  life.act("2026-10-13 12:00", "grant_extension");
  const Case subject = life.now();
  const ClockRun& run = *run_of(subject, "handle");
  EXPECT_EQ(core::joined(
                core::explain_in_words(run.limit, run.due, life.site().policy.hours, texts(), 2026),
                "\n"),
            "10月12日（星期一）当天不计，从下一个工作日起算\n"
            "10月13日至10月15日计第1天至第3天\n"
            "10月12日至10月13日等待补充材料，期限顺延1个工作日\n"
            "10月16日（星期五）计第4天\n"
            "经批准延长2个工作日\n"
            "10月17日至10月18日周末，不计\n"
            "10月19日至10月20日计第5天至第6天\n"
            "10月20日下班前到期");
}

TEST(ExplainInWords, EndsWithTheDueDateWhateverIsCounted) {
  const core::WorkTime time = test::shipped_work_time();
  for (const char* limit : {"same_workday", "0.25 workday", "0.5 workday", "1 workday",
                            "1.5 workdays", "10 workdays"}) {
    for (core::Instant at = moment("2026-09-18 08:00"); at < moment("2026-10-12 20:00");
         at += std::chrono::hours{7}) {
      const core::DueDate due = core::count(time, at, test::limit(limit));
      const auto sentences =
          core::explain_in_words(test::limit(limit), due, time.hours, texts(), 2026);
      EXPECT_EQ(sentences.back(), core::due_in_words(*due.due, time.hours, texts(), 2026) + "到期");
    }
  }
}

TEST(Texts, HaveAWordForEveryStateEventActionAndRefusal) {
  for (const auto& [state, name] : core::kCaseStates) {
    EXPECT_TRUE(texts().has("case.state." + std::string(name))) << name;
  }
  for (const std::string_view standing : {kSetAside, kTurnedAway})
    EXPECT_TRUE(texts().has("case.state." + std::string(standing))) << standing;
  for (const EventRule& rule : event_table()) {
    EXPECT_TRUE(texts().has("case.event." + std::string(rule.word))) << rule.word;
  }
  for (const ActionRule& rule : action_table()) {
    EXPECT_TRUE(texts().has("case.action." + std::string(rule.id))) << rule.id;
    for (const ActionField& field : rule.fields) {
      EXPECT_TRUE(texts().has("case.field." + std::string(field.id))) << field.id;
      using Type = ActionField::Type;
      const bool has_hint =
          field.type == Type::line || field.type == Type::case_id || field.type == Type::day;
      EXPECT_TRUE(!has_hint || texts().has("case.field_hint." + std::string(field.id))) << field.id;
    }
  }
  for (const char* code : {"unknown_action",
                           "not_allowed",
                           "wrong_state",
                           "unit_is_concerned",
                           "reply_missing",
                           "feedback_missing",
                           "no_other_tier",
                           "no_extension",
                           "clock_waits",
                           "too_late",
                           "extension_pending",
                           "extension_used",
                           "nothing_asked",
                           "still_waiting",
                           "no_waiting_limit",
                           "others_wait",
                           "received_today",
                           "consent_missing",
                           "no_consent_needed",
                           "consent_pending",
                           "consent_given_already",
                           "bounced_by_all_often_enough",
                           "nothing_to_acknowledge",
                           "too_late_to_tell",
                           "progress_waits",
                           "no_progress_waits",
                           "no_limit_to_set",
                           "no_contact_clock",
                           "destroyed",
                           "on_hold_already",
                           "not_on_hold",
                           "not_set_aside",
                           "files_not_taken",
                           "no_files",
                           "no_files_to_release",
                           "kept_on_hold"}) {
    EXPECT_TRUE(texts().has(std::string("case.refused.") + code)) << code;
  }
  for (const char* code :
       {"required", "unknown", "too_long", "out_of_range", "unchanged", "must_be_written",
        "needs_consent", "day", "day_out_of_range", "no_workday", "supplement_empty",
        "files_too_many", "files_too_large", "files_too_many_of_case",
        "files_too_large_before_acceptance", "files_not_before_acceptance"}) {
    EXPECT_TRUE(texts().has(std::string("case.mistake.") + code)) << code;
  }
}

}  // namespace
}  // namespace handler::cases
