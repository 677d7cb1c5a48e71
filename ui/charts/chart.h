// Small painted charts: what they show as values, one widget, and the same drawing as PNG, SVG and CSV.
#pragma once

#include "core/base/result.h"
#include "ui/theme/tokens.h"

#include <QList>
#include <QRectF>
#include <QWidget>

#include <functional>
#include <optional>

class QPainter;

namespace antiphon {

// A drawing that is more than a widget: it paints into any rectangle with any palette and has a table twin.
struct Chart
{
    QString title; // also the accessible name
    QString description = {};
    QStringList columns = {};
    QList<QStringList> rows = {}; // the figures, as the table twin and the CSV show them
    std::function<void(QPainter&, const QRectF&, const QPalette&)> paint = {};
    std::function<QSizeF(qreal width)> sizeAt = {}; // the height it needs at a width
};

// --- The kinds
// --------------------------------------------------------------------------------------------------

// One horizontal bar per row, cut into shares of the row's sum, with a text at its right end.
struct StackedRow
{
    QString label;
    QList<qint64> counts;
    QString text = {};
};
// `categories` name the counts, lowest first; they are coloured from one end of a scale to the other.
Chart stackedBars(const QString& title, const QStringList& categories, const QList<StackedRow>& rows);

// A mean with its interval on an axis, and the band that it is held against.
struct IntervalStrip
{
    double value = 0;
    double low = 0;
    double high = 0;
    double bandLow = 0;
    double bandHigh = 0;
    std::optional<double> reference = 0; // a dashed line
    QString unit = {};
};
Chart intervalStrip(const QString& title, const IntervalStrip& strip);

// Bars that narrow from step to step: what is left after each filter.
struct FunnelStep
{
    QString label;
    qint64 count = 0;
};
Chart funnelBars(const QString& title, const QList<FunnelStep>& steps);

// A line over equally spaced values, without axes.
Chart sparkline(const QString& title, const QList<double>& values);

// --- The widget and the files
// ---------------------------------------------------------------------------------------

class ChartView : public QWidget
{
    Q_OBJECT
public:
    explicit ChartView(QWidget* parent = nullptr);
    void setChart(Chart chart);
    const Chart& chart() const { return m_chart; }
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

Q_SIGNALS:
    void exportRequested(); // from the context menu; the owner asks for a file and calls exportChart

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    Chart m_chart;
};

// Writes the chart by the ending of `path`: .png (at twice the size), .svg, .csv or .xlsx; always in the
// light scheme. Errors: WrongFormat for another ending, those of writeTableFile.
Result<void> exportChart(const Chart& chart, const QString& path, int width = 720);
// The figures as CSV (RFC 4180).
QByteArray chartCsv(const Chart& chart);

} // namespace antiphon
