// Reading paper forms: the towns' own labels, word for word, and texts with fields.
#include "core/forms/paper_form.h"

#include <gtest/gtest.h>

#include "core/forms/paper_fields.h"
#include "core/site/site.h"
#include "core/site/site_loader.h"

namespace core {
namespace {

Site load(const std::string& id) {
  const std::filesystem::path content = BANCHENG_SOURCE_DIR "/content";
  Diagnostics diagnostics;
  auto loaded = load_site(content / "sites" / id, content / "calendar", diagnostics);
  EXPECT_FALSE(diagnostics.has_errors()) << diagnostics.text();
  return loaded ? loaded->site : Site{};
}

void append(std::string& labels, const PaperCell& cell) {
  if (!cell.label.empty()) labels += cell.label + " ";
}

// All labels of a form in the order of the sheet.
std::string labels_of(const Site& site, std::size_t form) {
  if (form >= site.papers.size()) return {};
  std::string labels;
  for (const PaperCell& cell : site.papers[form].head) append(labels, cell);
  for (const PaperRow& row : site.papers[form].rows) {
    for (const PaperCell& cell : row.cells) append(labels, cell);
  }
  for (const PaperCell& cell : site.papers[form].foot) append(labels, cell);
  return labels;
}

TEST(PaperForm, HasTheLabelsOfTheAnnexes) {
  const Site pingyi = load("pingyi");
  EXPECT_EQ(labels_of(pingyi, 0),
            "值班人员： 受理事项 接办窗口（科室） 反映人 联系电话 “办不成事”事项情况 "
            "办理结果（是否办结、满意） 承办窗口（科室）办结签字 带班领导签字 备注 ");
  EXPECT_EQ(labels_of(pingyi, 1),
            "NO 接办窗口（科室） 交办事项 交办时间 交办内容 接办人签字 备注 ");
  const Site beiguan = load("beiguan");
  EXPECT_EQ(
      labels_of(beiguan, 0),
      "承办单位： 案件来源： 受理编号： 反映时间： 反映人姓名： 反映人电话： 企业群众反映内容 "
      "回复要求 批转意见 批转日期： 办理结果 主管领导签字： 联系电话： 回访记录 回访时间： "
      "回访情况： 回访负责人签字： 承办单位： 地址： 联系电话： ");
  EXPECT_EQ(labels_of(beiguan, 1),
            "工单编号 办理对象 联系电话 反映事项 受理人 受理时间 处理结果 办结时间 ");
  EXPECT_EQ(labels_of(load("shaoguan"), 0),
            "NO: 申请人 联系电话 证件信息 地址 事项名称 问题反馈 受理情况 办件结果 经办人 联系电话 "
            "回访情况 备注 ");
}

TEST(PaperForm, IsOfferedOnlyWhereTheDocumentPrescribesOne) {
  EXPECT_TRUE(load("chaoan").papers.empty());
  EXPECT_TRUE(load("panzhihua").papers.empty());
}

TEST(PaperForm, UsesEveryFieldOfTheVocabularyOnce) {
  for (const PaperField& field : kPaperFields) {
    EXPECT_EQ(paper_field(field.id), &field) << field.id << " stands in the table twice";
  }
  EXPECT_EQ(paper_field("nobody"), nullptr);
}

std::string in_brackets(std::string_view text) {
  std::string out;
  for (const PaperPiece& piece : paper_pieces(text)) {
    out += piece.field.empty() ? piece.text : "[" + piece.field + "]";
  }
  return out;
}

TEST(PaperForm, FindsThePlacesOfFieldsInAText) {
  EXPECT_EQ(in_brackets("请于{due_date}前报{window}。"), "请于[due_date]前报[window]。");
  EXPECT_EQ(in_brackets("{serial}"), "[serial]");
  EXPECT_EQ(in_brackets("没有"), "没有");
  EXPECT_EQ(in_brackets(""), "");
}

TEST(PaperForm, TakesABraceThatNeverClosesAsText) {
  EXPECT_EQ(in_brackets("请于{due_date 前"), "请于{due_date 前");
}

TEST(PaperForm, LetsACellOfNoCopyStandInAll) {
  const PaperCell everywhere;
  EXPECT_TRUE(stands_in(everywhere, "stub"));
  EXPECT_TRUE(stands_in(everywhere, ""));
  const PaperCell stub = {.copies = {"stub"}};
  EXPECT_TRUE(stands_in(stub, "stub"));
  EXPECT_FALSE(stands_in(stub, "unit"));
}

}  // namespace
}  // namespace core
