#include "ui/rating/anchorseditor.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/keycap.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int rowsOfAColumn = 6;

QString keyOfPoint(int point)
{
    if (point == mostPoints)
        return QStringLiteral("−");
    return QString::number(point % 10);
}

} // namespace

AnchorsEditor::AnchorsEditor(QWidget* parent) : QWidget(parent)
{
    m_points = new QSpinBox(this);
    m_points->setRange(fewestPoints, mostPoints);
    m_points->setAccessibleName(tr("Points of the scale"));
    m_points->setToolTip(tr("From 2 to 11; every point has a key of its own"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_points);
    head->addWidget(new TextLabel(tr("points; a word for each, or for the ends alone"), TextSize::Caption,
                                  Tone::Muted, this));
    head->addStretch(1);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::gap);
    grid->setVerticalSpacing(metrics::unit);
    for (int point = 1; point <= mostPoints; ++point) {
        auto* cap = new KeyCap(keyOfPoint(point), this);
        auto* edit = new QLineEdit(this);
        edit->setAccessibleName(tr("Word of point %1").arg(point));
        edit->setToolTip(tr("What raters read under the button %1").arg(point));
        connect(edit, &QLineEdit::textEdited, this, &AnchorsEditor::changed);
        const int column = (point - 1) / rowsOfAColumn * 2;
        grid->addWidget(cap, (point - 1) % rowsOfAColumn, column);
        grid->addWidget(edit, (point - 1) % rowsOfAColumn, column + 1);
        m_caps << cap;
        m_edits << edit;
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(head);
    column->addLayout(grid);
    setFocusProxy(m_points);
    connect(m_points, &QSpinBox::valueChanged, this, [this] {
        showPoints();
        Q_EMIT changed();
    });
}

void AnchorsEditor::setWords(const QStringList& words)
{
    const QSignalBlocker quiet(m_points);
    m_points->setValue(static_cast<int>(words.size()));
    for (int i = 0; i < mostPoints; ++i)
        m_edits[i]->setText(words.value(i));
    showPoints();
}

void AnchorsEditor::setKeys(const QStringList& keys)
{
    for (int i = 0; i < mostPoints; ++i)
        m_caps[i]->setKey(keys.value(i, keyOfPoint(i + 1)).toUpper());
}

QStringList AnchorsEditor::words() const
{
    QStringList words;
    for (int i = 0; i < m_points->value(); ++i)
        words << m_edits[i]->text().trimmed();
    return words;
}

void AnchorsEditor::showPoints()
{
    for (int i = 0; i < mostPoints; ++i) {
        m_edits[i]->setVisible(i < m_points->value());
        m_caps[i]->setVisible(i < m_points->value());
    }
}

} // namespace antiphon
