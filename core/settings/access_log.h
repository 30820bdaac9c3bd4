// How long the web server's access log is kept: one number for the privacy page, which promises it,
// and for the doctor, which looks whether it holds. deploy/bancheng.logrotate has it too.
#pragma once

namespace core {

// At least six months (网络安全法第二十三条第三项, in force since 2026-01-01), at most 184 days and
// some spare; no longer than needed, because addresses are personal data (个人信息保护法第十九条).
// One number for all machines: no site decides about a log that it shares with others.
inline constexpr int kAccessLogDays = 190;

}  // namespace core
