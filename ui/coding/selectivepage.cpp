#include "ui/coding/selectivepage.h"

#include "core/coding/memoliststore.h"
#include "ui/coding/codingdesk.h"
#include "ui/coding/memodesk.h"
#include "ui/coding/memoeditor.h"
#include "ui/coding/theorydesk.h"
#include "ui/panes/tablepane.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QSplitter>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int mostIncidents = 9999;
enum Column {
    CategoryColumn,
    ThinColumn,
    IncidentsColumn,
    DialoguesColumn,
    PropertiesColumn,
    DimensionsColumn,
    RelationsColumn,
    MemosColumn
};
enum Scope { TheoryScope, ThinScope, AllScope };

TextCell countCell(qint64 count)
{
    return {countText(count), count};
}

QSpinBox* limitField(const QString& suffix, const QString& name, QWidget* parent)
{
    auto* field = new QSpinBox(parent);
    field->setRange(0, mostIncidents);
    field->setSuffix(suffix);
    field->setAccessibleName(name);
    field->setToolTip(name);
    field->setKeyboardTracking(false);
    return field;
}

} // namespace

SelectivePage::SelectivePage(TheoryDesk& desk, QWidget* parent) : QWidget(parent), m_desk(desk)
{
    auto* splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(makeLeft());
    splitter->addWidget(makeRight());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({380, 820});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(splitter);
    setFocusProxy(m_table->table());
    connect(&desk, &TheoryDesk::changed, this, &SelectivePage::showCores);
    connect(&desk, &TheoryDesk::changed, this, &SelectivePage::showDensities);
    connect(&desk, &TheoryDesk::densitiesChanged, this, &SelectivePage::showDensities);
    connect(&desk.context().session, &ProjectSession::changed, this, &SelectivePage::readStoryline);
    connect(&desk.desk(), &CodingDesk::codersChanged, this, &SelectivePage::readStoryline);
    showCores();
    showDensities();
}

QWidget* SelectivePage::makeLeft()
{
    auto* left = new QWidget(this);
    left->setMinimumWidth(260);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    m_core = new QComboBox(left);
    m_core->setObjectName(QStringLiteral("coreCategory"));
    m_core->setAccessibleName(tr("Core category"));
    m_core->setToolTip(tr("The category that the others are about"));
    m_definition = new TextLabel({}, TextSize::Caption, Tone::Muted, left);
    m_definition->setWordWrap(true);
    m_editor = new MemoEditor(left);
    m_editor->setKindShown(false);
    m_editor->setPlaceholder(tr("Tell in a few sentences what goes on here, around the core category."));
    column->addWidget(new SectionHeader(tr("Core category"), {}, left));
    column->addWidget(m_core);
    column->addWidget(m_definition);
    column->addSpacing(metrics::gap);
    column->addWidget(new SectionHeader(tr("Storyline"), tr("a memo on the project"), left));
    column->addWidget(m_editor, 1);
    connect(m_core, &QComboBox::activated, this,
            [this] { m_desk.setCore(CodeId::fromText(m_core->currentData().toString())); });
    connect(m_editor, &MemoEditor::committed, this, &SelectivePage::keepStoryline);
    connect(m_editor, &MemoEditor::dropped, this, [this] { m_editor->open(contentOf(m_storyline)); });
    return left;
}

QWidget* SelectivePage::makeRight()
{
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(metrics::padding, metrics::gap, metrics::padding, metrics::padding);
    column->setSpacing(metrics::gap);
    m_table = new TablePane(m_desk.context(),
                            {tr("Density of the categories"), tr("Filter categories"),
                             tr("Categories, and codes with a relation or a property, are listed here."),
                             QStringLiteral("density.csv")},
                            {{tr("Category")},
                             {tr("Still thin")},
                             {tr("Incidents"), Qt::AlignRight},
                             {tr("Dialogues"), Qt::AlignRight},
                             {tr("Properties"), Qt::AlignRight},
                             {tr("Dimensions"), Qt::AlignRight},
                             {tr("Relations"), Qt::AlignRight},
                             {tr("Memos"), Qt::AlignRight}},
                            ThinColumn, TextTableModel::Boxes::None, right);
    m_scope = new QComboBox(right);
    m_scope->addItem(tr("Categories and related codes"));
    m_scope->addItem(tr("Thin ones only"));
    m_scope->addItem(tr("All codes"));
    m_scope->setAccessibleName(tr("Which codes are listed"));
    m_table->bar()->addWidget(m_scope);
    QHeaderView* header = m_table->table()->horizontalHeader();
    header->resizeSection(CategoryColumn, 160);
    for (int number = IncidentsColumn; number <= MemosColumn; ++number)
        header->resizeSection(number, 80);
    auto* fields = new QWidget(right);
    auto* flow = new FlowLayout(fields, metrics::gap);
    m_incidents = limitField(tr(" incidents"), tr("Fewer incidents are thin"), fields);
    m_dialogues = limitField(tr(" dialogues"), tr("Incidents in fewer dialogues are thin"), fields);
    m_property = new QCheckBox(tr("a property"), fields);
    m_relation = new QCheckBox(tr("a relation to the core"), fields);
    flow->addWidget(new TextLabel(tr("A category needs"), TextSize::Body, Tone::Muted, fields));
    for (QWidget* field : QList<QWidget*>{m_incidents, m_dialogues, m_property, m_relation})
        flow->addWidget(field);
    // In one line with the numbers: each field is as tall as they are, and centres what it says.
    for (auto* field : fields->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        field->setMinimumHeight(m_incidents->sizeHint().height());
    column->addWidget(m_table, 1);
    column->addWidget(fields);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &SelectivePage::showDensities);
    connect(m_table, &TablePane::activated, this, [this](int row) { Q_EMIT codeRequested(m_rows[row]); });
    const auto set = [this] { m_desk.setRule(rule()); };
    connect(m_incidents, &QSpinBox::valueChanged, this, set);
    connect(m_dialogues, &QSpinBox::valueChanged, this, set);
    connect(m_property, &QCheckBox::toggled, this, set);
    connect(m_relation, &QCheckBox::toggled, this, set);
    return right;
}

void SelectivePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readStoryline();
}

ThinRule SelectivePage::rule() const
{
    return {m_incidents->value(), m_dialogues->value(), m_property->isChecked(), m_relation->isChecked()};
}

void SelectivePage::showRule()
{
    const ThinRule& rule = m_desk.rule();
    const QSignalBlocker quiet[] = {QSignalBlocker(m_incidents), QSignalBlocker(m_dialogues),
                                    QSignalBlocker(m_property), QSignalBlocker(m_relation)};
    m_incidents->setValue(rule.incidents);
    m_dialogues->setValue(rule.dialogues);
    m_property->setChecked(rule.needsProperty);
    m_relation->setChecked(rule.needsCore);
}

void SelectivePage::showCores()
{
    const QSignalBlocker quiet(m_core);
    m_core->clear();
    m_core->addItem(tr("none chosen yet"));
    for (const bool inTheory : {true, false}) { // the likely ones first
        for (const Code& code : m_desk.codes()) {
            if (m_desk.belongsToTheory(code.id) == inTheory)
                m_core->addItem(code.name, code.id.toText());
        }
    }
    const auto core = m_desk.theory().core;
    m_core->setCurrentIndex(core ? std::max(0, m_core->findData(core->toText())) : 0);
    const Code* code = core ? m_desk.code(*core) : nullptr;
    m_definition->setText(code ? code->definition : QString());
    m_definition->setVisible(!m_definition->text().isEmpty());
}

void SelectivePage::showDensities()
{
    showRule();
    m_rows.clear();
    QList<QList<TextCell>> rows;
    int thin = 0;
    for (const Code& code : m_desk.codes()) {
        const CodeDensity density = m_desk.density(code.id);
        const bool isCore = m_desk.theory().core == code.id;
        const QStringList reasons = thinReasons(density, m_desk.rule(), m_desk.theory().core.has_value());
        if (m_scope->currentIndex() != AllScope && !m_desk.belongsToTheory(code.id))
            continue;
        if (m_scope->currentIndex() == ThinScope && reasons.isEmpty())
            continue;
        thin += reasons.isEmpty() ? 0 : 1;
        m_rows << code.id;
        rows << QList<TextCell>{{isCore ? tr("%1 (core)").arg(code.name) : code.name, {}, code.definition},
                                {reasons.join(QStringLiteral(", ")), reasons.size()},
                                countCell(density.incidents),
                                countCell(density.dialogues),
                                countCell(density.properties),
                                countCell(density.dimensions),
                                countCell(density.relations),
                                countCell(density.memos)};
    }
    m_table->setRemark(
        rows.isEmpty()
            ? QString()
            : tr("%1 of %2 are thin by the rule below").arg(countText(thin), countText(rows.size())));
    m_table->setRows(std::move(rows));
}

void SelectivePage::readStoryline()
{
    if (!isVisible())
        return;
    MemoQuery query;
    query.coder = m_desk.desk().coderId();
    query.kind = MemoKind::Storyline;
    query.target = MemoTarget::Project;
    m_desk.context().session.read<QList<ListedMemo>>(
        this,
        [query](const Connection& connection) -> Result<QList<ListedMemo>> {
            if (query.coder->isNull())
                return QList<ListedMemo>();
            return listMemos(connection, query);
        },
        [this](const Result<QList<ListedMemo>>& memos) {
            if (!memos)
                return;
            const bool written = m_editor->isChanged();
            m_storyline = memos->isEmpty() ? memoOn({MemoTarget::Project, {}, {}}, {}) : memos->last().memo;
            m_storyline.kind = MemoKind::Storyline;
            if (!written)
                m_editor->open(contentOf(m_storyline));
        },
        QStringLiteral("coding.storyline"));
}

void SelectivePage::keepStoryline(const MemoContent& content)
{
    m_storyline.text = content.text;
    m_storyline.title = content.title;
    m_storyline.kind = MemoKind::Storyline;
    m_storyline.id = m_desk.desk().memos().save(m_storyline);
}

} // namespace antiphon
