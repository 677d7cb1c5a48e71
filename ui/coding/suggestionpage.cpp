#include "ui/coding/suggestionpage.h"

#include "core/generation/endpointstore.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/suggestiondesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Column {
    CodeColumn,
    FacetColumn,
    TurnsColumn,
    ThresholdColumn,
    ScoreColumn,
    AcceptedColumn,
    RefusedColumn
};

QString figure(double value)
{
    return QLocale().toString(value, 'f', 2);
}

TextCell countCell(qint64 count)
{
    return {countText(count), count};
}

} // namespace

SuggestionPage::SuggestionPage(CodingDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_suggestions(*desk.findChild<SuggestionDesk*>())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    column->setSpacing(metrics::padding);
    column->addWidget(makeHead());
    makeTable();
    column->addWidget(m_pane, 1);
    column->addWidget(makeFoot());
    setFocusProxy(m_pane->table());
    connect(&m_suggestions, &SuggestionDesk::changed, this, &SuggestionPage::show);
    connect(&desk, &CodingDesk::codebookChanged, this, &SuggestionPage::show);
}

QWidget* SuggestionPage::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->setSpacing(metrics::padding);
    m_state = new TextLabel({}, TextSize::Body, Tone::Muted, head);
    m_state->setWordWrap(true);
    m_shown = new QCheckBox(tr("Suggest while coding"), head);
    m_shown->setToolTip(tr("Shows what the model proposes as dashed chips under the turn in hand"));
    m_learn = new QPushButton(tr("Learn now"), head);
    row->addWidget(m_state, 1);
    row->addWidget(m_shown);
    row->addWidget(m_learn);
    connect(m_shown, &QCheckBox::clicked, &m_suggestions, &SuggestionDesk::setShown);
    connect(m_learn, &QPushButton::clicked, &m_suggestions, [this] {
        if (m_suggestions.isLearning())
            m_suggestions.stopLearning();
        else
            m_suggestions.learnNow();
    });
    return head;
}

void SuggestionPage::makeTable()
{
    m_pane =
        new TablePane(m_desk.context(),
                      {tr("What was learned"), tr("Filter codes"),
                       tr("Nothing was learned yet. Code at least 20 turns in 5 dialogues; then codes are "
                          "suggested beside the dialogue."),
                       QStringLiteral("suggestions.csv")},
                      {{tr("Code")},
                       {tr("Facet")},
                       {tr("Turns"), Qt::AlignRight},
                       {tr("Threshold"), Qt::AlignRight},
                       {tr("F1 held back"), Qt::AlignRight},
                       {tr("Accepted"), Qt::AlignRight},
                       {tr("Refused"), Qt::AlignRight}},
                      CodeColumn, TextTableModel::Boxes::None, this);
    QHeaderView* header = m_pane->table()->horizontalHeader();
    header->resizeSection(FacetColumn, 160);
    for (const int column : {TurnsColumn, ThresholdColumn, ScoreColumn, AcceptedColumn, RefusedColumn})
        header->resizeSection(column, 110);
    m_threshold = new QDoubleSpinBox(this);
    m_threshold->setRange(0, 1);
    m_threshold->setSingleStep(0.05);
    m_threshold->setKeyboardTracking(false);
    m_threshold->setAccessibleName(tr("Threshold of the code"));
    m_threshold->setToolTip(tr("From this confidence on the code is suggested"));
    m_reset = new QPushButton(tr("Model's threshold"), this);
    m_reset->setToolTip(tr("Back to the threshold that does best on dialogues held back"));
    m_pane->bar()->addWidget(new TextLabel(tr("Threshold"), TextSize::Caption, Tone::Muted, this));
    m_pane->bar()->addWidget(m_threshold);
    m_pane->bar()->addWidget(m_reset);
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, &SuggestionPage::setThreshold);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (const LearntCode* learnt = current())
            if (const Code* code = m_desk.codeById(learnt->code))
                m_suggestions.setThreshold(*code, std::nullopt);
    });
    connect(m_pane->table()->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SuggestionPage::showThreshold);
}

QWidget* SuggestionPage::makeFoot()
{
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    m_endpoints = new QComboBox(foot);
    m_endpoints->setAccessibleName(tr("Model server"));
    m_endpoints->setMinimumContentsLength(16);
    m_ask = new QPushButton(tr("Ask about this dialogue"), foot);
    m_ask->setToolTip(tr("Sends the dialogue in hand and the codebook's definitions to the model server. Its "
                         "suggestions are shown as ghosts with its name."));
    row->addWidget(new TextLabel(tr("Model server"), TextSize::Caption, Tone::Muted, foot));
    row->addWidget(m_endpoints);
    row->addWidget(m_ask);
    row->addStretch();
    connect(m_ask, &QPushButton::clicked, this, [this] {
        if (m_known.isEmpty())
            m_desk.context().navigate(QStringLiteral("generate"), QStringLiteral("endpoints"));
        else
            m_suggestions.ask(m_known[std::max(0, m_endpoints->currentIndex())]);
    });
    return foot;
}

void SuggestionPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readEndpoints();
    show();
}

void SuggestionPage::readEndpoints()
{
    m_desk.context().session.read<QList<Endpoint>>(
        this, [](const Connection& connection) { return listEndpoints(connection); },
        [this](const Result<QList<Endpoint>>& endpoints) {
            if (!endpoints)
                return;
            m_known = *endpoints;
            m_endpoints->clear();
            for (const Endpoint& endpoint : m_known)
                m_endpoints->addItem(endpoint.name);
            m_endpoints->setEnabled(!m_known.isEmpty());
            m_endpoints->setPlaceholderText(tr("None yet"));
            m_ask->setText(m_known.isEmpty() ? tr("Add a model server") : tr("Ask about this dialogue"));
        },
        QStringLiteral("coding.endpoints"));
}

void SuggestionPage::show()
{
    if (!isVisible())
        return;
    showState();
    showRows();
    showThreshold();
}

void SuggestionPage::showState()
{
    const QSignalBlocker quiet(m_shown);
    m_shown->setChecked(m_suggestions.isShown());
    const bool learning = m_suggestions.isLearning();
    m_learn->setEnabled(!m_desk.coderId().isNull());
    m_learn->setText(learning ? tr("Stop") : tr("Learn now"));
    m_learn->setToolTip(
        learning ? tr("Stops learning; what was learned before stays")
                 : tr("Learns from your codings at once; it also does so by itself after 20 more turns"));
    const SuggestModel* model = m_suggestions.model();
    QString text = m_suggestions.trouble();
    if (learning)
        text = tr("Learning from the codings of %1, %2 %")
                   .arg(m_desk.coder(), QString::number(m_suggestions.percentLearned()));
    else if (model)
        text = tr("Learned from %1 in %2 by %3, %4")
                   .arg(countedText(model->turns, tr("turn"), tr("turns")),
                        countedText(model->dialogues, tr("dialogue"), tr("dialogues")), m_desk.coder(),
                        timeText(model->trainedAt, now()));
    if (model && !model->unlearnt.isEmpty())
        text +=
            QStringLiteral(". ") +
            tr("Too few turns yet for %1").arg(countedText(model->unlearnt.size(), tr("code"), tr("codes")));
    m_state->setText(text);
}

void SuggestionPage::showRows()
{
    QList<QList<TextCell>> rows;
    const SuggestModel* model = m_suggestions.model();
    for (const LearntCode& code : model ? model->codes : QList<LearntCode>()) {
        const auto own = m_suggestions.ownThresholds().constFind(code.code);
        const bool isOwn = own != m_suggestions.ownThresholds().constEnd();
        const double threshold = double(isOwn ? *own : code.threshold);
        const VerdictCounts verdicts = m_suggestions.verdicts().value(code.code);
        const auto f1 = f1Of(code.heldBack);
        rows << QList<TextCell>{
            {code.name},
            {facetTitle(code.facet)},
            countCell(code.turns),
            {isOwn ? tr("%1 (yours)").arg(figure(threshold)) : figure(threshold), threshold},
            {f1 ? figure(*f1) : tr("none"), f1.value_or(-1),
             tr("n = %1 turns of dialogues that the model had not seen; %2 rightly suggested, %3 too many, "
                "%4 "
                "missed")
                 .arg(countText(code.heldBack.turns()), countText(code.heldBack.hits),
                      countText(code.heldBack.extra), countText(code.heldBack.missed))},
            countCell(verdicts.accepted),
            countCell(verdicts.refused)};
    }
    for (const UnlearntCode& code : model ? model->unlearnt : QList<UnlearntCode>())
        rows << QList<TextCell>{
            {code.name},
            {facetTitle(code.facet)},
            countCell(code.turns),
            {tr("not learned"), 2.0,
             tr("At least %1 turns with and without the code are needed").arg(fewestTurnsToLearn)},
            {QString(), -1.0},
            countCell(m_suggestions.verdicts().value(code.code).accepted),
            countCell(m_suggestions.verdicts().value(code.code).refused)};
    const int row = m_pane->currentRow();
    m_pane->setRows(std::move(rows));
    m_pane->setRemark(model ? countedText(model->codes.size(), tr("code learned"), tr("codes learned"))
                            : QString());
    if (row >= 0)
        m_pane->table()->selectRow(row);
}

const LearntCode* SuggestionPage::current() const
{
    const SuggestModel* model = m_suggestions.model();
    const int row = m_pane->currentRow();
    return model && row >= 0 && row < model->codes.size() ? &model->codes[row] : nullptr;
}

void SuggestionPage::showThreshold()
{
    const QSignalBlocker quiet(m_threshold);
    const LearntCode* code = current();
    m_threshold->setEnabled(code != nullptr);
    m_reset->setEnabled(code != nullptr && m_suggestions.ownThresholds().contains(code->code));
    if (code)
        m_threshold->setValue(double(m_suggestions.ownThresholds().value(code->code, code->threshold)));
}

void SuggestionPage::setThreshold()
{
    const LearntCode* learnt = current();
    const Code* code = learnt ? m_desk.codeById(learnt->code) : nullptr;
    if (code)
        m_suggestions.setThreshold(*code, static_cast<float>(m_threshold->value()));
}

} // namespace antiphon
