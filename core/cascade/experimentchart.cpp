// The experiment as SVG text: this room paints nothing.
#include "core/base/codepalette.h"
#include "core/cascade/experiment.h"

#include <algorithm>
#include <cmath>

namespace antiphon {

namespace {

constexpr int columns = 2;
constexpr double panelWidth = 360.0;
constexpr double panelHeight = 236.0;
constexpr double left = 52.0;
constexpr double right = 14.0;
constexpr double top = 44.0;
constexpr double bottom = 46.0;
constexpr double headHeight = 62.0;
constexpr double footHeight = 62.0;

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString text(double x, double y, const QString& content, const QString& style)
{
    return QStringLiteral("<text x=\"%1\" y=\"%2\" class=\"%3\">%4</text>\n")
        .arg(number(x), number(y), style, content.toHtmlEscaped());
}

QString line(double x1, double y1, double x2, double y2, const QString& attributes)
{
    return QStringLiteral("<line x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%4\" %5/>\n")
        .arg(number(x1), number(y1), number(x2), number(y2), attributes);
}

QString colourOf(qsizetype kind)
{
    const quint32 colour = lightCodePalette[static_cast<std::size_t>(kind) % lightCodePalette.size()];
    return QStringLiteral("#%1").arg(colour, 6, 16, QLatin1Char('0'));
}

// One panel: where values and rates stand.
class Panel
{
public:
    Panel(const Experiment& experiment, Measure measure, double x, double y)
        : m_experiment(experiment), m_measure(measure), m_x(x + left), m_y(y + top)
    {
        for (const ExperimentRow& row : experiment.rows)
            if (row.measure == measure)
                for (const auto& value : {row.mean.value, row.mean.low, row.mean.high})
                    if (value)
                        take(*value);
        if (measure == Measure::Distance && experiment.chanceDistance)
            take(*experiment.chanceDistance);
        if (isShare(measure)) {
            m_most = std::min(m_most, 1.0);
            m_least = std::max(m_least, 0.0);
        }
        m_mostRate = std::max(1e-9, *std::max_element(experiment.rates.begin(), experiment.rates.end()));
        m_step = stepOf(m_most - m_least);
        m_most = std::ceil(m_most / m_step - 1e-9) * m_step;
        m_least = std::floor(m_least / m_step + 1e-9) * m_step;
    }

    QString svg() const
    {
        QString body = text(m_x - left + 16.0, m_y - 24.0, measureTitle(m_measure), QStringLiteral("title"));
        body += text(m_x, m_y - 8.0, measureUnit(m_measure), QStringLiteral("start"));
        body += text(m_x + width, m_y + height + 30.0, rateTitle(m_experiment), QStringLiteral("end"));
        for (double value = m_least; value <= m_most + m_step / 2.0; value += m_step) {
            body += line(m_x, placeOf(value), m_x + width, placeOf(value), QStringLiteral("class=\"grid\""));
            body += text(m_x - 6.0, placeOf(value) + 4.0, QString::number(value, 'f', decimals()),
                         QStringLiteral("end"));
        }
        for (const double rate : m_experiment.rates)
            body +=
                text(placeOfRate(rate), m_y + height + 16.0, QString::number(rate), QStringLiteral("mid"));
        if (m_measure == Measure::Distance && m_experiment.chanceDistance) {
            const double y = placeOf(*m_experiment.chanceDistance);
            body += line(m_x, y, m_x + width, y, QStringLiteral("class=\"chance\""));
            body += text(m_x + 8.0, y - 5.0, QStringLiteral("another seed alone"), QStringLiteral("start"));
        }
        for (qsizetype kind = 0; kind < m_experiment.kinds.size(); ++kind)
            body += curve(kind);
        return body;
    }

private:
    static double stepOf(double range)
    {
        const double power = std::pow(10.0, std::floor(std::log10(std::max(range, 1e-6) / 4.0)));
        for (const double factor : {1.0, 2.0, 5.0})
            if (range / (power * factor) <= 5.0)
                return power * factor;
        return power * 10.0;
    }
    void take(double value)
    {
        m_least = std::min(m_least, value);
        m_most = std::max(m_most, value);
    }
    int decimals() const { return std::max(1, static_cast<int>(std::ceil(-std::log10(m_step) - 1e-9))); }
    double placeOf(double value) const
    {
        return m_y + height * (1.0 - (value - m_least) / (m_most - m_least));
    }
    double placeOfRate(double rate) const { return m_x + width * rate / m_mostRate; }
    double clamped(double value) const { return std::clamp(value, m_least, m_most); }

    QString curve(qsizetype kind) const
    {
        const QString colour = colourOf(kind);
        QString points;
        QString body;
        for (const double rate : m_experiment.rates) {
            const ExperimentRow* row = rowOf(m_experiment, m_experiment.kinds[kind], rate, m_measure);
            if (!row || !row->mean.value)
                continue;
            const double x = placeOfRate(rate);
            points += number(x) + QLatin1Char(',') + number(placeOf(*row->mean.value)) + QLatin1Char(' ');
            if (row->mean.low && row->mean.high)
                body += line(x, placeOf(clamped(*row->mean.low)), x, placeOf(clamped(*row->mean.high)),
                             QStringLiteral("stroke=\"%1\" stroke-width=\"1.2\"").arg(colour));
            body += QStringLiteral("<circle cx=\"%1\" cy=\"%2\" r=\"3\" fill=\"%3\"/>\n")
                        .arg(number(x), number(placeOf(*row->mean.value)), colour);
        }
        return QStringLiteral("<polyline points=\"%1\" fill=\"none\" stroke=\"%2\" stroke-width=\"1.8\"/>\n")
                   .arg(points.trimmed(), colour) +
               body;
    }

    static constexpr double width = panelWidth - left - right;
    static constexpr double height = panelHeight - top - bottom;
    const Experiment& m_experiment;
    Measure m_measure;
    double m_x;
    double m_y;
    double m_least = 0.0;
    double m_most = 1e-3;
    double m_mostRate = 1.0;
    double m_step = 1.0;
};

QString legend(const Experiment& experiment)
{
    QString body;
    double x = 16.0;
    for (qsizetype kind = 0; kind < experiment.kinds.size(); ++kind) {
        body += line(x, 46.0, x + 20.0, 46.0,
                     QStringLiteral("stroke=\"%1\" stroke-width=\"2.5\"").arg(colourOf(kind)));
        body += text(x + 26.0, 50.0, experiment.kinds[kind], QStringLiteral("start"));
        x += 44.0 + 7.0 * static_cast<double>(experiment.kinds[kind].size());
    }
    return body;
}

// Sentences broken into two lines that fit.
QString foot(const Experiment& experiment, double y)
{
    const QStringList words = experimentMethod(experiment).split(QLatin1Char(' '));
    QString body;
    QString current;
    for (const QString& word : words) {
        if (current.size() + word.size() > 125) {
            body += text(16.0, y, current, QStringLiteral("start"));
            current.clear();
            y += 15.0;
        }
        current += current.isEmpty() ? word : QLatin1Char(' ') + word;
    }
    return body + text(16.0, y, current, QStringLiteral("start"));
}

} // namespace

QByteArray experimentSvg(const Experiment& experiment)
{
    QString body;
    int place = 0;
    for (const Measure measure : allMeasures()) {
        const double x = panelWidth * (place % columns);
        const double y = headHeight + panelHeight * (place / columns);
        body += Panel(experiment, measure, x, y).svg();
        ++place;
    }
    const double gridHeight = panelHeight * ((place + columns - 1) / columns);
    const double width = panelWidth * columns;
    const double height = headHeight + gridHeight + footHeight;
    const QString head =
        QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" width=\"%1\" "
                       "height=\"%2\" role=\"img\" "
                       "aria-label=\"%3\">\n<style>text{font-family:sans-serif;font-size:11px;fill:#4a4a46}"
                       ".head{font-size:16px;font-weight:bold;fill:#1d1d1b}.title{font-size:12px;font-weight:"
                       "bold;fill:#1d1d1b}"
                       ".mid{text-anchor:middle}.end{text-anchor:end}.grid{stroke:#e4e2dc}"
                       ".chance{stroke:#8a8a84;stroke-dasharray:4 3}</style>\n"
                       "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    const QString title = QStringLiteral("Experiment: ") + experiment.title;
    return (head.arg(number(width), number(height), title.toHtmlEscaped()) +
            text(16.0, 26.0, title, QStringLiteral("head")) + legend(experiment) + body +
            foot(experiment, headHeight + gridHeight + 14.0) + QStringLiteral("</svg>\n"))
        .toUtf8();
}

} // namespace antiphon
