#include "ui/rating/studyform.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int sourceRole = Qt::UserRole;
constexpr int listHeight = 96;

template<typename Field>
Field* named(Field* field, const QString& name, const QString& toolTip)
{
    field->setAccessibleName(name);
    field->setToolTip(toolTip);
    return field;
}

// "3" names rater-1 to rater-3; anything else is a list of names.
QStringList ratersOf(const QString& text)
{
    bool isNumber = false;
    const int count = text.trimmed().toInt(&isNumber);
    if (isNumber)
        return numberedRaters(qBound(0, count, 1000));
    static const QRegularExpression separators(QStringLiteral("[,;\\n]"));
    QStringList names;
    for (const QStringList parts = text.split(separators, Qt::SkipEmptyParts); const QString& name : parts)
        names << name.trimmed();
    return names;
}

} // namespace

StudyForm::StudyForm(QWidget* parent) : Card(parent)
{
    setAccessibleName(tr("New study"));
    column()->setSpacing(metrics::gap);
    column()->addWidget(new SectionHeader(tr("New study"), {}, this));
    m_name = named(new QLineEdit(this), tr("Name"), tr("How the study is called in lists and in the report"));
    m_sources = named(new QListWidget(this), tr("Sources"),
                      tr("Check two or more: each becomes a condition under a drawn letter"));
    m_sources->setMaximumHeight(listHeight);
    m_sources->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_items =
        named(new QSpinBox(this), tr("Dialogues from each source"), tr("Every rater reads all of them"));
    m_items->setRange(1, 10'000);
    m_items->setValue(20);
    m_raters = named(new QLineEdit(QStringLiteral("3"), this), tr("Raters"),
                     tr("A number, or names with commas between them"));
    m_margin = named(
        new QDoubleSpinBox(this), tr("Margin in points"),
        tr("Means that differ by less than this count as equivalent; it cannot be changed after freezing"));
    m_margin->setRange(0.05, 4.0);
    m_margin->setSingleStep(0.05);
    m_margin->setValue(0.5);
    m_oddsMargin =
        named(new QDoubleSpinBox(this), tr("Margin in log odds"),
              tr("The same for the log odds ratios of the model of the answers; none when left out"));
    m_oddsMargin->setRange(0.0, 10.0);
    m_oddsMargin->setSingleStep(0.05);
    m_oddsMargin->setSpecialValueText(tr("none"));
    m_seed = named(new QLineEdit(QStringLiteral("1"), this), tr("Seed"),
                   tr("Dialogues, letters and orders are drawn by it"));
    m_match =
        named(new QCheckBox(tr("Draw dialogues of like length"), this), tr("Draw dialogues of like length"),
              tr("So that length does not tell the sources apart"));
    m_match->setChecked(true);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Sources"), m_sources);
    form->addRow(tr("Dialogues from each"), m_items);
    form->addRow(tr("Raters"), m_raters);
    form->addRow(tr("Margin"), m_margin);
    form->addRow(tr("Margin in log odds"), m_oddsMargin);
    form->addRow(tr("Seed"), m_seed);
    form->addRow(QString(), m_match);
    column()->addLayout(form);
    column()->addWidget(
        new TextLabel(tr("Criteria: consistency, relevance and naturalness, five points each."),
                      TextSize::Caption, Tone::Muted, this));
    m_problem = new TextLabel({}, TextSize::Body, Tone::Danger, this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column()->addWidget(m_problem);
    auto* create = new QPushButton(tr("Create study"), this);
    makePrimary(create);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(create);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    column()->addLayout(buttons);
    setFocusProxy(m_name);
    connect(create, &QPushButton::clicked, this, &StudyForm::submit);
    connect(m_name, &QLineEdit::returnPressed, this, &StudyForm::submit);
    connect(cancel, &QPushButton::clicked, this, &StudyForm::cancelled);
}

void StudyForm::setSources(const QList<Source>& sources)
{
    const QStringList checked = definition().sources;
    m_sources->clear();
    for (const Source& source : sources) {
        auto* item = new QListWidgetItem(
            tr("%1  (%2 dialogues)").arg(source.name, countText(source.dialogues)), m_sources);
        item->setData(sourceRole, source.name);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(checked.contains(source.name) || sources.size() == 2 ? Qt::Checked
                                                                                 : Qt::Unchecked);
    }
}

void StudyForm::setSizes(int raters, int items, double margin)
{
    m_raters->setText(QString::number(raters));
    m_items->setValue(items);
    m_margin->setValue(margin);
}

StudyDefinition StudyForm::definition() const
{
    StudyDefinition definition;
    definition.name = m_name->text().trimmed();
    for (int row = 0; row < m_sources->count(); ++row) {
        if (m_sources->item(row)->checkState() == Qt::Checked)
            definition.sources << m_sources->item(row)->data(sourceRole).toString();
    }
    definition.itemsPerSource = m_items->value();
    definition.raters = ratersOf(m_raters->text());
    definition.margin = m_margin->value();
    definition.oddsMargin = m_oddsMargin->value();
    definition.seed = m_seed->text().trimmed().toULongLong();
    definition.matching = m_match->isChecked() ? Matching::Turns : Matching::None;
    return definition;
}

void StudyForm::submit()
{
    const StudyDefinition wanted = definition();
    const Result<void> checked = checkDefinition(wanted);
    m_problem->setText(checked ? QString() : errorSentence(checked.error()));
    m_problem->setVisible(!checked);
    if (checked)
        Q_EMIT created(wanted);
}

} // namespace antiphon
