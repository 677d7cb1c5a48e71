#include "core/rating/reportcharts.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace antiphon {

namespace {

constexpr double width = 720.0;
constexpr double labelWidth = 150.0;
constexpr double textWidth = 130.0;
constexpr double barWidth = width - labelWidth - textWidth;

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString svg(const QString& title, double height, const QString& body)
{
    return QStringLiteral("<svg role=\"img\" aria-label=\"%1\" viewBox=\"0 0 %2 %3\" width=\"%2\">%4</svg>\n")
        .arg(html(title), number(width), number(height), body);
}

QString text(double x, double y, const QString& content, const char* style = "")
{
    return QStringLiteral("<text x=\"%1\" y=\"%2\" class=\"%3\">%4</text>")
        .arg(number(x), number(y), QLatin1String(style), html(content));
}

QString line(double x1, double y1, double x2, double y2, const char* style)
{
    return QStringLiteral("<line x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%4\" class=\"%5\"/>")
        .arg(number(x1), number(y1), number(x2), number(y2), QLatin1String(style));
}

QString rectangle(double x, double y, double w, double h, const QString& style)
{
    return QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" class=\"%5\"/>")
        .arg(number(x), number(y), number(std::max(0.0, w)), number(h), style);
}

QString dot(double x, double y)
{
    return QStringLiteral("<circle cx=\"%1\" cy=\"%2\" r=\"4\" class=\"dot\"/>").arg(number(x), number(y));
}

QString shortened(const QString& label)
{
    return label.size() > 22 ? label.left(21) + QChar(0x2026) : label;
}

QString meanText(const ConditionResult& condition)
{
    return figureText(condition.mean.value) + QLatin1Char(' ') + intervalText(condition.mean);
}

// Seven shades from one end of a scale to the other; a scale of n points takes them evenly.
int shadeNumber(int point, int points)
{
    return points < 2 ? 3 : (point * 6 + (points - 1) / 2) / (points - 1);
}

QString shadeOf(int point, int points)
{
    return QStringLiteral("s%1").arg(shadeNumber(point, points));
}

// The style of a number on that shade, readable in both schemes.
const char* inkOn(int point, int points)
{
    const int fromMiddle = std::abs(shadeNumber(point, points) - 3);
    return fromMiddle == 3 ? "mid on" : fromMiddle == 2 ? "mid strong" : "mid";
}

} // namespace

QString html(const QString& text)
{
    return text.toHtmlEscaped().replace(QLatin1Char('\''), QLatin1String("&#39;"));
}

QString answerBars(const CriterionResult& result, int points)
{
    QString body;
    double y = 2.0;
    for (const ConditionResult& condition : result.conditions) {
        body += text(0.0, y + 15.0, shortened(condition.label()));
        const auto total =
            std::accumulate(condition.distribution.begin(), condition.distribution.end(), std::int64_t{0});
        double x = labelWidth;
        for (int point = 0; total > 0 && point < points; ++point) {
            const auto count = condition.distribution[static_cast<std::size_t>(point)];
            const double w = barWidth * static_cast<double>(count) / static_cast<double>(total);
            body += rectangle(x, y, w, 22.0, shadeOf(point, points));
            if (w > 24.0)
                body += text(x + w / 2.0, y + 15.0, QString::number(count), inkOn(point, points));
            x += w;
        }
        if (total == 0)
            body += text(labelWidth, y + 15.0, QStringLiteral("no answers"), "muted");
        body += text(width, y + 15.0, meanText(condition), "end");
        y += 30.0;
    }
    return svg(QStringLiteral("Answers on %1 by condition").arg(result.criterion.name), y, body);
}

QString meanLines(const CriterionResult& result, int points)
{
    const auto place = [points](double value) {
        return labelWidth + barWidth * (value - 1.0) / (points - 1.0);
    };
    const double bottom = 26.0 * static_cast<double>(result.conditions.size()) + 4.0;
    QString body;
    for (int point = 1; point <= points; ++point) {
        body += line(place(point), 0.0, place(point), bottom, "grid");
        body += text(place(point), bottom + 16.0, QString::number(point), "mid muted");
    }
    double y = 14.0;
    for (const ConditionResult& condition : result.conditions) {
        body += text(0.0, y + 4.0, shortened(condition.label()));
        if (condition.mean.low && condition.mean.high)
            body += line(place(*condition.mean.low), y, place(*condition.mean.high), y, "whisker");
        if (condition.mean.value)
            body += dot(place(*condition.mean.value), y);
        y += 26.0;
    }
    return svg(QStringLiteral("Means of %1 with intervals").arg(result.criterion.name), bottom + 24.0, body);
}

QString equivalenceStrip(const CriterionResult& result, const PairResult& pair)
{
    const statistics::Difference& difference = pair.difference;
    if (!difference.wide.low || !difference.narrow.low)
        return {};
    const double reach =
        1.25 * std::max({difference.margin, std::abs(*difference.wide.low), std::abs(*difference.wide.high)});
    const auto place = [reach](double value) {
        return labelWidth + barWidth * (value + reach) / (2.0 * reach);
    };
    const QString name = QStringLiteral("%1 %2 %3")
                             .arg(result.conditions[pair.first].label(), QChar(0x2212),
                                  result.conditions[pair.second].label());
    QString body = text(0.0, 22.0, shortened(name));
    body += rectangle(place(-difference.margin), 4.0, place(difference.margin) - place(-difference.margin),
                      28.0, QStringLiteral("band"));
    body += line(place(0.0), 4.0, place(0.0), 32.0, "zero");
    body += line(place(*difference.wide.low), 18.0, place(*difference.wide.high), 18.0, "whisker thin");
    body += line(place(*difference.narrow.low), 18.0, place(*difference.narrow.high), 18.0, "whisker");
    body += dot(place(*difference.wide.value), 18.0);
    body += text(place(-difference.margin), 48.0, figureText(-difference.margin), "mid muted");
    body +=
        text(place(difference.margin), 48.0, QLatin1Char('+') + figureText(difference.margin), "mid muted");
    body +=
        text(width, 22.0,
             figureText(difference.wide.value) + QLatin1Char(' ') + intervalText(difference.narrow), "end");
    return svg(QStringLiteral("Difference in %1 against the margin").arg(result.criterion.name), 54.0, body);
}

} // namespace antiphon
