#include "ui/rating/studyform.h"

#include "ui/rating/answerkeyseditor.h"
#include "ui/rating/criteriaeditor.h"
#include "ui/rating/practiceeditor.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int sourceRole = Qt::UserRole;
constexpr int listHeight = 72;
constexpr int textHeight = 56;

template<typename Field>
Field* named(Field* field, const QString& name, const QString& toolTip)
{
    field->setAccessibleName(name);
    field->setToolTip(toolTip);
    return field;
}

// Of the first scale; one that is asked about choices alone has none.
int pointsOf(const QList<Criterion>& criteria, int otherwise)
{
    for (const Criterion& criterion : criteria) {
        if (!criterion.anchors.isEmpty())
            return static_cast<int>(criterion.anchors.size());
    }
    return otherwise;
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

QStringList linesOf(const QString& text)
{
    QStringList lines;
    for (const QStringList parts = text.split(QLatin1Char('\n')); const QString& line : parts) {
        if (!line.trimmed().isEmpty())
            lines << line.trimmed();
    }
    return lines;
}

} // namespace

StudyForm::StudyForm(QWidget* parent) : Card(parent)
{
    setAccessibleName(tr("New study"));
    column()->setSpacing(metrics::padding);
    column()->addWidget(makeHead());
    auto* columns = new QHBoxLayout;
    columns->setSpacing(2 * metrics::padding);
    auto* fields = new QVBoxLayout;
    fields->addLayout(makeFields());
    fields->addStretch(1);
    columns->addLayout(fields, 2);
    columns->addWidget(makeCriteria(), 3);
    column()->addLayout(columns, 1);
    m_problem = new TextLabel({}, TextSize::Body, Tone::Danger, this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column()->addWidget(m_problem);
    auto* create = new QPushButton(tr("Create study"), this);
    create->setToolTip(tr("As a draft; nothing is drawn or sealed before it is frozen"));
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

QWidget* StudyForm::makeHead()
{
    auto* head = new QWidget(this);
    auto* open = new QPushButton(tr("Open definition…"), head);
    open->setToolTip(tr("Fills the form from a JSON file, as study create takes it"));
    auto* save = new QPushButton(tr("Save definition…"), head);
    save->setToolTip(tr("Writes what the form holds as JSON"));
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins({});
    row->addWidget(new SectionHeader(tr("New study"), {}, head), 1);
    row->addWidget(open);
    row->addWidget(save);
    connect(open, &QPushButton::clicked, this, &StudyForm::openRequested);
    connect(save, &QPushButton::clicked, this, [this] {
        if (check())
            Q_EMIT saveRequested(definition());
    });
    return head;
}

QFormLayout* StudyForm::makeFields()
{
    m_name = named(new QLineEdit(this), tr("Name"), tr("How the study is called in lists and in the report"));
    m_sources = named(new QListWidget(this), tr("Sources"),
                      tr("Check two or more: each becomes a condition under a drawn letter"));
    m_sources->setMaximumHeight(listHeight);
    m_sources->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::padding);
    form->setVerticalSpacing(metrics::gap);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Sources"), m_sources);
    addDesign(*form);
    addMargins(*form);
    addDeclarations(*form);
    return form;
}

void StudyForm::addDesign(QFormLayout& form)
{
    m_items = named(new QSpinBox(this), tr("Dialogues from each source"),
                    tr("How many are drawn from each; who reads which is said below"));
    m_items->setRange(1, 10'000);
    m_items->setValue(20);
    m_raters = named(new QLineEdit(QStringLiteral("3"), this), tr("Raters"),
                     tr("A number, or names with commas between them"));
    m_match =
        named(new QCheckBox(tr("Draw dialogues of like length"), this), tr("Draw dialogues of like length"),
              tr("So that length does not tell the sources apart"));
    m_match->setChecked(true);
    form.addRow(tr("Dialogues from each"), m_items);
    form.addRow(QString(), m_match);
    m_ratings = named(new QSpinBox(this), tr("Raters of each dialogue"),
                      tr("Fewer than there are raters: dialogues are spread over them in balanced blocks"));
    m_ratings->setRange(0, 1'000);
    m_ratings->setSpecialValueText(tr("all"));
    m_attention =
        named(new QSpinBox(this), tr("Attention checks of each rater"),
              tr("Dialogues that say which answer to press; counted once, left out of the analysis"));
    m_attention->setRange(0, 20);
    m_attention->setSpecialValueText(tr("none"));
    form.addRow(tr("Raters"), m_raters);
    form.addRow(tr("Raters of each"), m_ratings);
    form.addRow(tr("Attention checks"), m_attention);
}

void StudyForm::addDeclarations(QFormLayout& form)
{
    m_hypotheses = named(new QPlainTextEdit(this), tr("Hypotheses"),
                         tr("One a line; frozen with the study and part of its preregistration"));
    m_hypotheses->setTabChangesFocus(true);
    m_hypotheses->setFixedHeight(textHeight);
    m_stopping = named(new QLineEdit(this), tr("Stopping rule"),
                       tr("When no more answers are taken, declared before the first packet leaves"));
    m_stopping->setPlaceholderText(tr("All packets are in"));
    form.addRow(tr("Hypotheses"), m_hypotheses);
    form.addRow(tr("Stopping rule"), m_stopping);
}

void StudyForm::addMargins(QFormLayout& form)
{
    m_margin = named(
        new QDoubleSpinBox(this), tr("Margin in points"),
        tr("Means that differ by less than this count as equivalent; it cannot be changed after freezing"));
    m_margin->setRange(0.01, 10.0);
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
    form.addRow(tr("Margin"), m_margin);
    form.addRow(tr("Margin in log odds"), m_oddsMargin);
    form.addRow(tr("Seed"), m_seed);
    m_comments = named(new QCheckBox(tr("comment, flag"), this), tr("Raters may comment and flag"),
                       tr("What they write comes back with the answers"));
    m_skip = named(new QCheckBox(tr("skip"), this), tr("Raters may skip, with a reason"),
                   tr("What is skipped counts as missing"));
    m_guess = named(new QCheckBox(tr("guess"), this), tr("Raters guess at the end"),
                    tr("After the last dialogue: a person, a machine, or they do not know; for the audit of "
                       "the blinding"));
    auto* flags = new QHBoxLayout;
    flags->setSpacing(metrics::padding);
    for (QCheckBox* box : {m_comments, m_skip, m_guess})
        flags->addWidget(box);
    flags->addStretch(1);
    form.addRow(tr("Raters may"), flags);
}

QWidget* StudyForm::makeCriteria()
{
    auto* side = new QWidget(this);
    m_criteria = new CriteriaEditor(side);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(new TextLabel(tr("Criteria"), TextSize::Heading, Tone::Normal, side));
    column->addWidget(m_criteria);
    m_keys = new AnswerKeysEditor(side);
    column->addSpacing(metrics::gap);
    column->addWidget(new TextLabel(tr("Keys of the points"), TextSize::Heading, Tone::Normal, side));
    column->addWidget(m_keys);
    m_practice = new PracticeEditor(side);
    m_practice->setCriteria(m_criteria->criteria());
    connect(m_criteria, &CriteriaEditor::changed, m_practice,
            [this] { m_practice->setCriteria(m_criteria->criteria()); });
    column->addSpacing(metrics::gap);
    column->addWidget(new TextLabel(tr("Practice"), TextSize::Heading, Tone::Normal, side));
    column->addWidget(m_practice);
    column->addStretch(1);
    connectKeys();
    return side;
}

void StudyForm::connectKeys()
{
    const auto showKeys = [this] { m_criteria->setAnswerKeys(m_keys->shownKeys()); };
    const auto adoptPoints = [this, showKeys] {
        m_keys->setPoints(pointsOf(m_criteria->criteria(), 0));
        showKeys();
    };
    connect(m_keys, &AnswerKeysEditor::changed, this, showKeys);
    connect(m_criteria, &CriteriaEditor::changed, this, adoptPoints);
    adoptPoints();
}

void StudyForm::setSources(const QList<Source>& sources)
{
    const QStringList checked = definition().sources;
    QStringList names;
    for (const Source& source : sources)
        names << source.name;
    m_practice->setSources(names);
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
    StudyDefinition definition = m_base;
    definition.name = m_name->text().trimmed();
    definition.sources.clear();
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
    definition.criteria = m_criteria->criteria();
    definition.points = pointsOf(definition.criteria, definition.points);
    definition.answerKeys = m_keys->keys();
    definition.comments = m_comments->isChecked();
    definition.skip = m_skip->isChecked();
    definition.guess = m_guess->isChecked();
    definition.rules.ratingsPerItem = m_ratings->value();
    definition.rules.attentionChecks = m_attention->value();
    m_practice->addTo(definition.rules);
    definition.rules.hypotheses = linesOf(m_hypotheses->toPlainText());
    definition.rules.stoppingRule = m_stopping->text().trimmed();
    return definition;
}

void StudyForm::setDefinition(const StudyDefinition& definition)
{
    m_base = definition;
    m_name->setText(definition.name);
    for (int row = 0; row < m_sources->count(); ++row) {
        QListWidgetItem* item = m_sources->item(row);
        const bool chosen = definition.sources.contains(item->data(sourceRole).toString());
        item->setCheckState(chosen ? Qt::Checked : Qt::Unchecked);
    }
    m_items->setValue(definition.itemsPerSource);
    m_raters->setText(definition.raters.join(QStringLiteral(", ")));
    m_margin->setValue(definition.margin);
    m_oddsMargin->setValue(definition.oddsMargin);
    m_seed->setText(QString::number(definition.seed));
    m_match->setChecked(definition.matching == Matching::Turns);
    m_keys->setKeys(definition.answerKeys);
    m_criteria->setCriteria(definition.criteria);
    m_practice->setRules(definition.rules);
    m_comments->setChecked(definition.comments);
    m_skip->setChecked(definition.skip);
    m_guess->setChecked(definition.guess);
    m_ratings->setValue(definition.rules.ratingsPerItem);
    m_attention->setValue(definition.rules.attentionChecks);
    m_hypotheses->setPlainText(definition.rules.hypotheses.join(QLatin1Char('\n')));
    m_stopping->setText(definition.rules.stoppingRule);
    m_problem->hide();
}

bool StudyForm::check()
{
    const QString criteria = m_criteria->problem();
    const Result<void> checked = checkDefinition(definition());
    m_problem->setText(!criteria.isEmpty() ? criteria : checked ? QString() : errorSentence(checked.error()));
    m_problem->setVisible(!m_problem->text().isEmpty());
    return m_problem->text().isEmpty();
}

void StudyForm::submit()
{
    if (check())
        Q_EMIT created(definition());
}

} // namespace antiphon
