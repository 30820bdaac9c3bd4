// The case data that a cell of a paper form can show: one list for blank forms and for the desk,
// which fills them in.
#pragma once

#include <array>
#include <string_view>

namespace core {

// What is printed in place of a missing value.
enum class PaperBlank {
  space,  // room to write
  date,   // "year, month, day" with room in between
};

struct PaperField {
  std::string_view id;
  PaperBlank blank = PaperBlank::space;
  bool personal = false;  // identifies the reporter: only for staff with that right, and logged
};

// In the order of a case's life.
inline constexpr std::array<PaperField, 44> kPaperFields = {{
    {"serial"},                                  // 受理编号、工单编号
    {"slip_number"},                             // 交办单编号
    {"received_at", PaperBlank::date},           // 反映时间
    {"registered_on", PaperBlank::date},         // 登记日期
    {"accepted_at", PaperBlank::date},           // 受理时间
    {"accepted_by"},                             // 受理人
    {"duty_officer"},                            // 值班人员
    {"source"},                                  // 案件来源
    {"window"},                                  // 受理窗口
    {"reporter_name", PaperBlank::space, true},  // 反映人、申请人、办理对象
    {"phone", PaperBlank::space, true},          // 反映人电话
    {"id_number", PaperBlank::space, true},      // 证件信息
    {"address", PaperBlank::space, true},        // 反映人地址
    {"kind"},                                    // 反映类型
    {"matter"},                                  // 反映事项、事项名称
    {"problem"},                                 // 反映内容
    {"request"},                                 // 诉求
    {"suggestion"},                              // 意见建议
    {"acceptance"},                              // 受理情况
    {"tier"},                                    // 分级
    {"unit"},                                    // 承办单位、接办窗口
    {"assisting_units"},                         // 协办单位
    {"unit_address"},                            // 承办单位地址
    {"unit_phone"},                              // 承办单位联系电话
    {"dispatcher"},                              // 交办人
    {"dispatched_at", PaperBlank::date},         // 交办时间
    {"assignment"},                              // 交办内容
    {"opinion"},                                 // 批转意见
    {"opinion_date", PaperBlank::date},          // 批转日期
    {"due_date", PaperBlank::date},              // 答复期限
    {"signed_for"},                              // 接办人签字
    {"handled_by"},                              // 经办人
    {"handler_phone"},                           // 经办人电话
    {"reply"},                                   // 办理结果、处理结果
    {"outcome"},                                 // 办理结果，是否办结、满意
    {"result"},                                  // 办件结果：办结、在办、补正材料
    {"later_result"},                    // 再次办理的结果：办结、在办、再次补正
    {"reply_signed_by"},                 // 承办单位签字
    {"closed_at", PaperBlank::date},     // 办结时间
    {"feedback"},                        // 反馈情况
    {"evaluation"},                      // 评价
    {"follow_up_at", PaperBlank::date},  // 回访时间
    {"follow_up"},                       // 回访情况
    {"remarks"},                         // 备注
}};

// nullptr if there is no such field.
constexpr const PaperField* paper_field(std::string_view id) {
  for (const PaperField& field : kPaperFields) {
    if (field.id == id) return &field;
  }
  return nullptr;
}

}  // namespace core
