#include "core/llm/retry.h"

#include <QDateTime>
#include <QHash>
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

std::optional<qint64> durationMs(const QByteArray& text)
{
    static const QHash<QByteArray, double> units{{"", 1000},  {"us", 0.001}, {"\xC2\xB5s", 0.001}, {"ms", 1},
                                                 {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};
    const QByteArray trimmed = text.trimmed();
    double sum = 0;
    qsizetype at = 0;
    while (at < trimmed.size()) {
        const auto isDigit = [&](qsizetype i) { return std::isdigit(trimmed.at(i)) || trimmed.at(i) == '.'; };
        qsizetype digits = at;
        while (digits < trimmed.size() && isDigit(digits))
            ++digits;
        qsizetype unit = digits;
        while (unit < trimmed.size() && !isDigit(unit))
            ++unit;
        const auto number = positiveNumber(trimmed.mid(at, digits - at));
        const auto factor = units.constFind(trimmed.mid(digits, unit - digits));
        if (!number || factor == units.constEnd())
            return std::nullopt;
        sum += *number * *factor;
        at = unit;
    }
    return trimmed.isEmpty() ? std::nullopt : std::optional(static_cast<qint64>(std::ceil(sum)));
}

std::optional<qint64> usedUpForMs(const HttpResponse& response)
{
    std::optional<qint64> wait;
    for (const QByteArray& kind : {QByteArray("requests"), QByteArray("tokens")}) {
        if (response.headers.value("x-ratelimit-remaining-" + kind) != "0")
            continue;
        if (const auto reset = durationMs(response.headers.value("x-ratelimit-reset-" + kind)))
            wait = std::max(wait.value_or(0), *reset);
    }
    return wait;
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
    case ChatOutcome::HalfStream:
        return response.headers.value("x-should-retry") != "false";
    default:
        return false;
    }
}

} // namespace antiphon
