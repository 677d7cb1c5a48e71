#include "ui/coding/samplingpage.h"

#include "core/coding/coderstore.h"
#include "core/storage/project.h"
#include "ui/coding/codingdesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QHeaderView>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

namespace antiphon {

namespace {
enum Column { DialogueColumn, TurnsColumn, WordsColumn, ReasonColumn };
enum LogColumn { LogDialogueColumn, LogReasonColumn, LogCodingsColumn, LogTimeColumn };
} // namespace

SamplingPage::SamplingPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_queue(new TablePane(
          desk.context(),
          {tr("Next to code"), tr("Filter dialogues"),
           tr("Choose what the next dialogue should bring, then press Show."), QStringLiteral("next.csv")},
          {{tr("Dialogue")}, {tr("Turns"), Qt::AlignRight}, {tr("First words")}, {tr("Why")}}, ReasonColumn,
          TextTableModel::Boxes::None, this)),
      m_choices(
          new TablePane(desk.context(),
                        {tr("Taken up so far"), tr("Filter choices"),
                         tr("No dialogue was taken up from the list yet. Enter on a row above opens "
                            "the dialogue and keeps the reason here."),
                         QStringLiteral("sampling.csv")},
                        {{tr("Dialogue")}, {tr("Why")}, {tr("Codings by now"), Qt::AlignRight}, {tr("When")}},
                        LogReasonColumn, TextTableModel::Boxes::None, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    column->addWidget(makeChoices());
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    m_queue->setContentsMargins(0, metrics::gap, 0, metrics::gap);
    m_choices->setContentsMargins(0, metrics::padding, 0, 0);
    splitter->addWidget(m_queue);
    splitter->addWidget(m_choices);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    column->addWidget(splitter, 1);
    m_queue->table()->horizontalHeader()->resizeSection(DialogueColumn, 170);
    m_queue->table()->horizontalHeader()->resizeSection(TurnsColumn, 64);
    m_queue->table()->horizontalHeader()->resizeSection(WordsColumn, 320);
    m_choices->table()->horizontalHeader()->resizeSection(LogDialogueColumn, 170);
    m_choices->table()->horizontalHeader()->resizeSection(LogCodingsColumn, 130);
    m_choices->table()->horizontalHeader()->resizeSection(LogTimeColumn, 130);
    m_choices->setExport([this] { return samplingCsv(m_log); });
    setFocusProxy(m_queue->table());
    connect(m_queue, &TablePane::activated, this, &SamplingPage::take);
    connect(m_choices, &TablePane::activated, this, [this](int row) { open(m_log[row].dialogue); });
    connect(&desk, &CodingDesk::codebookChanged, this, &SamplingPage::fillCodes);
    connect(&desk, &CodingDesk::codersChanged, this, &SamplingPage::readLog);
    connect(&desk.context().session, &ProjectSession::changed, this, &SamplingPage::readLog);
    fillCodes();
}

QWidget* SamplingPage::makeChoices()
{
    auto* bar = new QWidget(this);
    m_strategy = new QComboBox(bar);
    for (const SamplingStrategy strategy : allStrategies)
        m_strategy->addItem(strategyTitle(strategy), static_cast<int>(strategy));
    m_strategy->setAccessibleName(tr("What the next dialogue should bring"));
    m_code = new QComboBox(bar);
    m_code->setAccessibleName(tr("Code"));
    m_seed = new QSpinBox(bar);
    m_seed->setRange(1, 999999);
    m_seed->setPrefix(tr("Seed "));
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same seed draws the same dialogues"));
    auto* show = new QPushButton(tr("Show"), bar);
    makePrimary(show);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    for (QWidget* widget : QList<QWidget*>{m_strategy, m_code, m_seed, show})
        row->addWidget(widget);
    row->addStretch();
    const auto adapt = [this] {
        const auto strategy = static_cast<SamplingStrategy>(m_strategy->currentData().toInt());
        m_code->setVisible(strategy == SamplingStrategy::Uncertain);
        m_seed->setVisible(strategy == SamplingStrategy::Random);
    };
    connect(m_strategy, &QComboBox::currentIndexChanged, this, adapt);
    connect(m_strategy, &QComboBox::activated, this, &SamplingPage::ask);
    connect(show, &QPushButton::clicked, this, &SamplingPage::ask);
    adapt();
    return bar;
}

void SamplingPage::fillCodes()
{
    const QVariant kept = m_code->currentData();
    const QSignalBlocker quiet(m_code);
    m_code->clear();
    for (const Code& code : m_desk.codes()) {
        if (code.codable)
            m_code->addItem(code.name, code.id.toText());
    }
    m_code->setCurrentIndex(std::max(0, m_code->findData(kept)));
}

void SamplingPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readLog();
    if (m_candidates.isEmpty())
        ask();
}

SamplingQuery SamplingPage::query() const
{
    SamplingQuery query;
    query.strategy = static_cast<SamplingStrategy>(m_strategy->currentData().toInt());
    query.coder = m_desk.coderId();
    if (!m_desk.source().isNull())
        query.source = m_desk.source();
    query.code = CodeId::fromText(m_code->currentData().toString()).value_or(CodeId());
    query.codeName = m_code->currentText();
    query.seed = static_cast<quint64>(m_seed->value());
    return query;
}

void SamplingPage::ask()
{
    const WorkspaceContext& context = m_desk.context();
    if (m_job != 0)
        context.jobs.cancel(m_job);
    const SamplingQuery asked = query();
    m_job = context.jobs.start<SamplingQueue>(
        tr("Choosing dialogues: %1").arg(strategyTitle(asked.strategy)), this,
        [path = context.session.path(), asked](const JobContext& job) -> Result<SamplingQueue> {
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path, Access::ReadOnly));
            SamplingQuery query = asked;
            if (asked.strategy == SamplingStrategy::Uncertain) {
                ANTIPHON_TRY_ASSIGN(query.probabilities,
                                    modelProbabilities(connection, asked.coder, asked.code));
            }
            return samplingQueue(connection, query, job.cancel, job.progress);
        },
        [this, asked](const Result<SamplingQueue>& queue) {
            if (queue) {
                show(asked, *queue);
            } else if (queue.error().code != ErrorCode::Cancelled) {
                show(asked, {});
                m_queue->setEmptyText(errorSentence(queue.error()));
            }
        });
}

void SamplingPage::show(const SamplingQuery& query, const SamplingQueue& queue)
{
    m_query = query;
    m_candidates = queue.candidates;
    QList<QList<TextCell>> rows;
    for (const SamplingCandidate& one : queue.candidates)
        rows << QList<TextCell>{{one.externalId, {}, one.externalId},
                                {countText(one.turns), one.turns},
                                {one.preview, {}, one.preview},
                                {one.reason, {}, one.reason}};
    m_queue->setEmptyText(tr("Every dialogue of this source is coded."));
    m_queue->setRows(std::move(rows));
    const QString uncoded = countedText(queue.uncoded, tr("dialogue"), tr("dialogues"));
    m_queue->setRemark(
        queue.looked < queue.uncoded
            ? tr("%1 of %2 uncoded, drawn by seed, were looked at").arg(countText(queue.looked), uncoded)
            : tr("%1 not coded yet").arg(uncoded));
}

void SamplingPage::take(int row)
{
    if (row < 0 || row >= m_candidates.size())
        return;
    const SamplingCandidate& candidate = m_candidates[row];
    SamplingChoice choice;
    choice.dialogue = candidate.dialogue;
    choice.strategy = m_query.strategy;
    choice.code = m_query.strategy == SamplingStrategy::Uncertain ? m_query.code : CodeId();
    choice.seed = m_query.seed;
    choice.reason = candidate.reason;
    m_desk.context().session.edit(
        tr("Take up dialogue %1").arg(candidate.externalId),
        [choice, name = m_desk.coder()](const Connection& connection) mutable -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
            choice.coder = coder.id;
            return addSamplingChoice(connection, choice);
        });
    open(choice.dialogue);
}

void SamplingPage::open(DialogueId dialogue)
{
    m_desk.context().navigate(QStringLiteral("code"), QStringLiteral("dialogue/%1").arg(dialogue.toText()));
}

void SamplingPage::readLog()
{
    if (!isVisible())
        return;
    m_desk.context().session.read<QList<SamplingChoice>>(
        this,
        [coder = m_desk.coderId()](const Connection& connection) {
            return samplingChoices(connection, coder);
        },
        [this](const Result<QList<SamplingChoice>>& choices) {
            if (!choices)
                return;
            m_log = *choices;
            QList<QList<TextCell>> rows;
            const TimePoint at = now();
            for (const SamplingChoice& choice : m_log)
                rows << QList<TextCell>{{choice.externalId, {}, choice.externalId},
                                        {choice.reason, {}, choice.reason},
                                        {countText(choice.codings), choice.codings},
                                        {timeText(choice.createdAt, at), choice.createdAt}};
            m_choices->setRows(std::move(rows));
            m_choices->setRemark(m_log.isEmpty() ? QString()
                                                 : countedText(m_log.size(), tr("choice"), tr("choices")));
        },
        QStringLiteral("coding.sampling"));
}

} // namespace antiphon
