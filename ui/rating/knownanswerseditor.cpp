#include "ui/rating/knownanswerseditor.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int pointsWidth = 72;
constexpr int labelLetters = 13;

QString pointsText(const QList<int>& points)
{
    QStringList numbers;
    for (const int point : points)
        numbers << QString::number(point);
    return numbers.join(QStringLiteral(", "));
}

QList<int> pointsOf(const QString& text)
{
    static const QRegularExpression separators(QStringLiteral("[,;\\s]+"));
    QList<int> points;
    const QStringList parts = text.split(separators, Qt::SkipEmptyParts);
    for (const QString& part : parts)
        points << part.toInt();
    return points;
}

} // namespace

QWidget* practiceLabel(const QString& text, QWidget* parent)
{
    auto* label = new TextLabel(text, TextSize::Body, Tone::Normal, parent);
    label->setMinimumWidth(QFontMetrics(fontOf(TextSize::Body)).averageCharWidth() * labelLetters);
    return label;
}

KnownAnswersEditor::KnownAnswersEditor(QWidget* parent) : QWidget(parent)
{
    m_tolerance = new QSpinBox(this);
    m_tolerance->setRange(0, 10);
    m_tolerance->setSpecialValueText(tr("none"));
    m_tolerance->setAccessibleName(tr("Tolerance in points"));
    m_tolerance->setToolTip(tr("So many points beside the expected ones count as right, too"));
    m_why = makeLine(tr("Explanation of the dialogue"),
                     tr("What raters read above the feedback; no word of it may tell a source"));
    m_why->setPlaceholderText(tr("What this dialogue is to show"));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(metrics::gap);
    form->setVerticalSpacing(metrics::gap);
    form->addRow(practiceLabel(tr("Tolerance"), this), m_tolerance);
    form->addRow(practiceLabel(tr("Explanation"), this), m_why);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(form);
    connect(m_tolerance, &QSpinBox::valueChanged, this, &KnownAnswersEditor::changed);
}

QLineEdit* KnownAnswersEditor::makeLine(const QString& name, const QString& toolTip)
{
    auto* line = new QLineEdit(this);
    line->setAccessibleName(name);
    line->setToolTip(toolTip);
    line->setMaxLength(static_cast<int>(longestReason));
    connect(line, &QLineEdit::textEdited, this, &KnownAnswersEditor::changed);
    return line;
}

void KnownAnswersEditor::setCriteria(const QList<Criterion>& criteria)
{
    delete m_rowsBox;
    m_rows.clear();
    m_rowsBox = new QWidget(this);
    m_grid = new QGridLayout(m_rowsBox);
    m_grid->setContentsMargins({});
    m_grid->setHorizontalSpacing(metrics::gap);
    m_grid->setVerticalSpacing(metrics::unit);
    m_grid->setColumnStretch(2, 1);
    for (const Criterion& criterion : criteria) {
        if (criterion.kind == QuestionKind::Dialogue || criterion.kind == QuestionKind::Turn)
            addRow(criterion);
    }
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, m_rowsBox);
}

void KnownAnswersEditor::addRow(const Criterion& criterion)
{
    const int row = static_cast<int>(m_rows.size());
    const QString name = criterion.name.isEmpty() ? criterion.key : criterion.name;
    QLineEdit* points = makeLine(tr("Expected of %1").arg(name),
                                 tr("The right point, or several with commas; empty where none is better"));
    points->setPlaceholderText(tr("any"));
    points->setFixedWidth(pointsWidth);
    QLineEdit* reason = makeLine(tr("Explanation of %1").arg(name), tr("Why, in a sentence; may be empty"));
    reason->setPlaceholderText(tr("Why, in a sentence"));
    m_grid->addWidget(practiceLabel(name, m_rowsBox), row, 0);
    m_grid->addWidget(points, row, 1);
    m_grid->addWidget(reason, row, 2);
    m_rows << Row{criterion.key, points, reason};
}

void KnownAnswersEditor::setKnown(const KnownAnswers& known)
{
    for (const Row& row : std::as_const(m_rows)) {
        row.points->setText(pointsText(known.expected.value(row.key)));
        row.reason->setText(known.reasons.value(row.key));
    }
    const QSignalBlocker quiet(m_tolerance);
    m_tolerance->setValue(known.tolerance);
    m_why->setText(known.why);
}

KnownAnswers KnownAnswersEditor::known() const
{
    KnownAnswers known;
    for (const Row& row : m_rows) {
        if (const QList<int> points = pointsOf(row.points->text()); !points.isEmpty())
            known.expected.insert(row.key, points);
        if (const QString reason = row.reason->text().trimmed(); !reason.isEmpty())
            known.reasons.insert(row.key, reason);
    }
    known.tolerance = m_tolerance->value();
    known.why = m_why->text().trimmed();
    return known;
}

} // namespace antiphon
