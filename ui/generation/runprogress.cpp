#include "ui/generation/runprogress.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace antiphon {

RunProgress::RunProgress(RunDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    m_name = new TextLabel({}, TextSize::Heading, Tone::Normal, this);
    m_line = new ElidedLabel({}, TextSize::Body, Tone::Muted, this);
    m_bar = new QProgressBar(this);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(metrics::gap);
    m_bar->setAccessibleName(tr("Progress of the run"));
    m_stop = new QPushButton(tr("Stop"), this);
    m_stop->setToolTip(tr("Stops the run. What is finished stays and the run can be resumed."));
    auto* words = new QHBoxLayout;
    words->setSpacing(metrics::gap);
    words->addWidget(m_name);
    words->addWidget(m_line, 1);
    auto* left = new QVBoxLayout;
    left->setSpacing(metrics::gap);
    left->addLayout(words);
    left->addWidget(m_bar);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::padding);
    top->addLayout(left, 1);
    top->addWidget(m_stop);
    auto* figures = new QHBoxLayout;
    figures->setSpacing(metrics::gap);
    m_pace = addFigure(figures, tr("Throughput"));
    m_tokens = addFigure(figures, tr("Tokens"));
    m_setAside = addFigure(figures, tr("Set aside"));
    m_latest = addFigure(figures, tr("Latest"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::padding);
    column->addLayout(top);
    column->addLayout(figures);
    connect(m_stop, &QPushButton::clicked, &m_desk, &RunDesk::stop);
    connect(&m_desk, &RunDesk::started, this, &RunProgress::refresh);
    connect(&m_desk, &RunDesk::advanced, this, &RunProgress::refresh);
    refresh();
}

RunProgress::Figure RunProgress::addFigure(QLayout* row, const QString& title)
{
    auto* card = new Card(this);
    card->column()->setSpacing(metrics::unit);
    card->column()->addWidget(new TextLabel(title, TextSize::Body, Tone::Muted, card));
    Figure figure{new TextLabel({}, TextSize::Title, Tone::Normal, card),
                  new ElidedLabel({}, TextSize::Caption, Tone::Muted, card)};
    card->column()->addWidget(figure.value);
    card->column()->addWidget(figure.detail);
    card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    row->addWidget(card);
    return figure;
}

void RunProgress::refresh()
{
    const RunTally& tally = m_desk.tally();
    const qint64 done = tally.samples + tally.setAside;
    const double pace = m_desk.perMinute();
    QString line = tr("%1 of %2").arg(countText(done), countText(tally.planned));
    if (pace > 0 && done < tally.planned)
        line += tr(" · about %1 left")
                    .arg(durationText(
                        static_cast<qint64>(static_cast<double>(tally.planned - done) * 60.0 / pace) + 1));
    m_name->setText(m_desk.runName());
    m_line->setText(tally.planned > 0 ? line : tr("Getting ready"));
    m_bar->setRange(0, tally.planned > 0 ? 1000 : 0);
    m_bar->setValue(tally.planned > 0 ? static_cast<int>(1000 * done / tally.planned) : 0);
    m_pace.value->setText(pace > 0 ? tr("%1 / min").arg(countText(static_cast<qint64>(pace)))
                                   : QStringLiteral("–"));
    m_pace.detail->setText(
        tr("%1 written in %2").arg(countText(tally.written), durationText(tally.elapsedMs / 1000)));
    const qint64 tokens = tally.promptTokens + tally.completionTokens;
    m_tokens.value->setText(tokens > 0 ? countText(tokens) : QStringLiteral("–"));
    m_tokens.detail->setText(
        tokens == 0         ? tr("the template writer needs none")
        : tally.written > 0 ? tr("%1 a dialogue").arg(countText(tokens / std::max<qint64>(1, tally.written)))
                            : QString());
    m_setAside.value->setText(countText(tally.setAside));
    QStringList kinds;
    for (auto it = tally.failures.begin(); it != tally.failures.end(); ++it)
        kinds << QStringLiteral("%1 %2")
                     .arg(it.value())
                     .arg(QString(it.key()).replace(QLatin1Char('_'), QLatin1Char(' ')));
    m_setAside.detail->setText(kinds.isEmpty() ? tr("nothing failed") : kinds.join(QStringLiteral(", ")));
    m_latest.value->setText(tally.samples > 0 ? tr("No. %1").arg(countText(tally.samples))
                                              : QStringLiteral("–"));
    m_latest.detail->setText(tally.latest);
}

} // namespace antiphon
