#include "core/llm/retry.h"

#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace antiphon {

namespace {

constexpr qint64 firstDelayMs = 500;
constexpr qint64 longestDelayMs = 8'000;

std::optional<double> positiveNumber(const QByteArray& text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    return ok && std::isfinite(number) && number >= 0 && number < 1e9 ? std::optional(number) : std::nullopt;
}

std::optional<TimePoint> httpDate(const QByteArray& text)
{
    // RFC 9110, preferred form: Sun, 06 Nov 1994 08:49:37 GMT
    QDateTime time =
        QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!time.isValid())
        return std::nullopt;
    time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch();
}

} // namespace

std::optional<qint64> toldWaitMs(const HttpResponse& response, TimePoint at)
{
    if (const auto ms = positiveNumber(response.headers.value("retry-after-ms")))
        return static_cast<qint64>(std::ceil(*ms));
    const QByteArray after = response.headers.value("retry-after");
    if (after.isEmpty())
        return std::nullopt;
    if (const auto seconds = positiveNumber(after))
        return static_cast<qint64>(std::ceil(*seconds * 1000));
    if (const auto date = httpDate(after))
        return std::max<qint64>(0, *date - at);
    return std::nullopt;
}

qint64 backoffMs(int failures, Random& random)
{
    const qint64 ceiling = std::min(longestDelayMs, firstDelayMs << std::clamp(failures, 0, 10));
    return static_cast<qint64>(random.below(static_cast<quint64>(ceiling)));
}

bool worthRetrying(const ChatResult& result, const HttpResponse& response)
{
    switch (result.outcome) {
    case ChatOutcome::RateLimited:
    case ChatOutcome::ServerFailed:
    case ChatOutcome::ConnectFailed:
    case ChatOutcome::ConnectTimeout:
    case ChatOutcome::FirstByteTimeout:
    case ChatOutcome::SilenceTimeout:
    case ChatOutcome::ConnectionBroken:
    case ChatOutcome::ErrorInReply:
    case ChatOutcome::EmptyReply:
        return response.headers.value("x-should-retry") != "false";
    default:
        return false;
    }
}

} // namespace antiphon
