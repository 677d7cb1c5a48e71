#include "ui/coding/findings/transitionpage.h"

#include "ui/charts/flowchart.h"
#include "ui/panes/chartpane.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLocale>
#include <QSignalBlocker>

namespace antiphon {

namespace {

enum class Drawing { Flow, Count, Share, Residual };
enum Column { FromColumn, ToColumn, CountColumn, ShareColumn, ExpectedColumn, ResidualColumn };
enum class Facets { Moves, Attributes, All }; // what a person chooses: what turns do, what they speak of

std::optional<Facet> moveOf(Role role)
{
    return role == Role::User ? Facet::Intent : Facet::Action;
}

TransitionQuery queryOf(TurnStep step, Facets facets)
{
    TransitionQuery query{step, {}, {}};
    if (facets == Facets::Attributes) {
        query.from = Facet::Attribute;
        query.to = Facet::Attribute;
    } else if (facets == Facets::Moves && step != TurnStep::Any) {
        query.from = moveOf(step == TurnStep::UserToSystem ? Role::User : Role::System);
        query.to = moveOf(step == TurnStep::UserToSystem ? Role::System : Role::User);
    }
    return query;
}

QString fixed(std::optional<double> value, int digits)
{
    return value ? QLocale().toString(*value, 'f', digits) : TransitionPage::tr("undefined");
}

QString percent(std::optional<double> share)
{
    return share ? TransitionPage::tr("%1 %").arg(QLocale().toString(*share * 100, 'f', 1))
                 : TransitionPage::tr("undefined");
}

QStringList namesOf(const std::vector<quint16>& codes, const QList<Code>& all)
{
    QStringList names;
    for (const quint16 code : codes)
        names << all[code].name;
    return names;
}

Chart flowOf(const Transitions& transitions, const QList<Code>& codes, const QString& title)
{
    FlowChart chart{title, TransitionPage::tr("This turn"), TransitionPage::tr("The next")};
    chart.from = namesOf(transitions.rows, codes);
    chart.to = namesOf(transitions.columns, codes);
    for (const quint16 code : transitions.rows)
        chart.fromColours << codes[code].colour;
    for (std::size_t row = 0; row < transitions.rows.size(); ++row) {
        for (std::size_t column = 0; column < transitions.columns.size(); ++column) {
            if (const qint64 count = transitions.table.count(row, column); count > 0)
                chart.flows << Flow{static_cast<int>(row), static_cast<int>(column), count};
        }
    }
    return flowChart(chart);
}

HeatCell cellOf(const statistics::ContingencyTable& table, std::size_t row, std::size_t column,
                Drawing drawing)
{
    switch (drawing) {
    case Drawing::Share: {
        const auto share = table.rowShare(row, column);
        return {share, percent(share)};
    }
    case Drawing::Residual: {
        const auto residual = table.standardisedResidual(row, column);
        return {residual, fixed(residual, 1)};
    }
    case Drawing::Count:
    case Drawing::Flow:
        break;
    }
    const qint64 count = table.count(row, column);
    return {static_cast<double>(count), countText(count)};
}

Chart mapOf(const Transitions& transitions, const QList<Code>& codes, Drawing drawing, const QString& title)
{
    HeatMap map{title, TransitionPage::tr("This turn"), TransitionPage::tr("The next")};
    map.rows = namesOf(transitions.rows, codes);
    map.columns = namesOf(transitions.columns, codes);
    map.scale = drawing == Drawing::Residual ? HeatMap::Scale::AroundNil : HeatMap::Scale::FromNone;
    for (std::size_t row = 0; row < transitions.rows.size(); ++row) {
        QList<HeatCell> cells;
        for (std::size_t column = 0; column < transitions.columns.size(); ++column)
            cells << cellOf(transitions.table, row, column, drawing);
        map.cells << cells;
    }
    return heatMap(map);
}

} // namespace

TransitionPage::TransitionPage(WorkspaceContext context, QWidget* parent)
    : Finding(std::move(context), parent),
      m_step(new QComboBox(this)),
      m_facets(new QComboBox(this)),
      m_kind(new QComboBox(this))
{
    const Qt::Alignment right = Qt::AlignRight;
    m_pane = new ChartPane(this->context(),
                           {tr("What follows what"), tr("Filter codes"),
                            tr("No two successive turns are coded yet. Code a turn and the one after it."),
                            QStringLiteral("transitions")},
                           {{tr("This turn")},
                            {tr("The next")},
                            {tr("Count"), right},
                            {tr("Share of this turn's"), right},
                            {tr("Expected"), right},
                            {tr("Residual"), right}},
                           FromColumn, this);
    m_step->addItem(tr("User, then system"), static_cast<int>(TurnStep::UserToSystem));
    m_step->addItem(tr("System, then user"), static_cast<int>(TurnStep::SystemToUser));
    m_step->addItem(tr("Any two turns"), static_cast<int>(TurnStep::Any));
    m_step->setAccessibleName(tr("Which turns follow each other"));
    m_facets->addItem(tr("Intents and actions"), static_cast<int>(Facets::Moves));
    m_facets->addItem(tr("Attributes"), static_cast<int>(Facets::Attributes));
    m_facets->addItem(tr("All codes"), static_cast<int>(Facets::All));
    m_facets->setAccessibleName(tr("Which codes"));
    m_kind->addItem(tr("As flow"), static_cast<int>(Drawing::Flow));
    m_kind->addItem(tr("Counts"), static_cast<int>(Drawing::Count));
    m_kind->addItem(tr("Shares"), static_cast<int>(Drawing::Share));
    m_kind->addItem(tr("Residuals"), static_cast<int>(Drawing::Residual));
    m_kind->setAccessibleName(tr("What is drawn"));
    for (QComboBox* box : {m_step, m_facets, m_kind})
        m_pane->bar()->addWidget(box);
    m_pane->setNote(transitionMethod());
    m_pane->table()->setExport([this] { return transitionCsv(m_answer.codes, m_answer.transitions); });
    QHeaderView* header = m_pane->table()->table()->horizontalHeader();
    header->resizeSection(ToColumn, 260);
    header->resizeSection(ShareColumn, 160);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pane);
    setFocusProxy(m_pane);
    connect(m_step, &QComboBox::currentIndexChanged, this, &TransitionPage::read);
    connect(m_facets, &QComboBox::currentIndexChanged, this, &TransitionPage::read);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &TransitionPage::show);
}

void TransitionPage::read()
{
    const auto asked = queryOf(static_cast<TurnStep>(m_step->currentData().toInt()),
                               static_cast<Facets>(m_facets->currentData().toInt()));
    answerAside<Answer>(
        QStringLiteral("coding.transitions"),
        [query = query(), asked](const Connection& connection) -> Result<Answer> {
            ANTIPHON_TRY_ASSIGN(const CodedCorpus corpus, readCodedCorpus(connection, query));
            Answer answer{corpus.codes, {}};
            if (!corpus.layers.empty())
                answer.transitions = countTransitions(corpus, corpus.layers.front(), asked);
            return answer;
        },
        [this](const Answer& answer) {
            m_answer = answer;
            show();
        });
}

Chart TransitionPage::chart() const
{
    const auto drawing = static_cast<Drawing>(m_kind->currentData().toInt());
    const QString title = tr("What follows what: %1").arg(m_step->currentText());
    return drawing == Drawing::Flow ? flowOf(m_answer.transitions, m_answer.codes, title)
                                    : mapOf(m_answer.transitions, m_answer.codes, drawing, title);
}

QList<QList<TextCell>> TransitionPage::rows() const
{
    QList<QList<TextCell>> rows;
    const auto& [from, to, table, pairs, missing] = m_answer.transitions;
    for (std::size_t row = 0; row < from.size(); ++row) {
        for (std::size_t column = 0; column < to.size(); ++column) {
            const qint64 count = table.count(row, column);
            const auto share = table.rowShare(row, column);
            const auto expected = table.expected(row, column);
            const auto residual = table.standardisedResidual(row, column);
            rows << QList<TextCell>{{m_answer.codes[from[row]].name},
                                    {m_answer.codes[to[column]].name},
                                    {countText(count), count},
                                    {percent(share), share.value_or(-1)},
                                    {fixed(expected, 1), expected.value_or(-1)},
                                    {fixed(residual, 2), residual.value_or(0)}};
        }
    }
    std::ranges::stable_sort(rows, std::greater(),
                             [](const QList<TextCell>& row) { return row[CountColumn].sort.toLongLong(); });
    return rows;
}

void TransitionPage::show()
{
    const Transitions& found = m_answer.transitions;
    const QString remark = found.pairs == 0
                               ? QString()
                               : tr("n = %1 with codes on both, %2 missing")
                                     .arg(countedText(found.pairs, tr("pair of turns"), tr("pairs of turns")),
                                          countText(found.missing));
    m_pane->show(chart(), rows(), remark);
}

} // namespace antiphon
