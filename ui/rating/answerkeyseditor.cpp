#include "ui/rating/answerkeyseditor.h"

#include "core/rating/answerkeys.h"
#include "core/rating/study.h"
#include "ui/rating/anchorseditor.h"
#include "ui/theme/metrics.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int keyWidth = 30;

// A field of one key: what is typed replaces what stood there.
class KeyField : public QLineEdit
{
public:
    explicit KeyField(QWidget* parent) : QLineEdit(parent)
    {
        setMaxLength(1);
        setFixedWidth(keyWidth);
        setAlignment(Qt::AlignCenter);
    }

protected:
    void focusInEvent(QFocusEvent* event) override
    {
        QLineEdit::focusInEvent(event);
        selectAll();
    }
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        QLineEdit::mouseReleaseEvent(event);
        selectAll();
    }
};

} // namespace

AnswerKeysEditor::AnswerKeysEditor(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::unit);
    const QStringList digits = digitKeys(mostPoints);
    for (int point = 1; point <= mostPoints; ++point) {
        auto* edit = new KeyField(this);
        edit->setText(digits.at(point - 1));
        edit->setAccessibleName(tr("Key of point %1").arg(point));
        edit->setToolTip(tr("What raters press for point %1, on every scale of the study").arg(point));
        connect(edit, &QLineEdit::textEdited, this, [this, edit](const QString& text) {
            judge();
            Q_EMIT changed();
            // On to the next point, so that keys are typed in one go.
            if (const qsizetype next = m_edits.indexOf(edit) + 1; !text.isEmpty() && next < m_points)
                m_edits.at(next)->setFocus();
        });
        row->addWidget(edit);
        m_edits << edit;
    }
    m_digits = new QPushButton(tr("Digits"), this);
    m_digits->setAccessibleName(tr("Digits as keys"));
    m_digits->setToolTip(tr("Back to the keys 1 to 9, then 0 and -"));
    row->addWidget(m_digits);
    row->addStretch(1);
    m_problem = new TextLabel({}, TextSize::Caption, Tone::Danger, this);
    m_problem->setAccessibleName(tr("What is wrong with the keys"));
    m_problem->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::unit);
    column->addLayout(row);
    column->addWidget(m_problem);
    setFocusProxy(m_edits.constFirst());
    connect(m_digits, &QPushButton::clicked, this, [this] {
        setKeys({});
        Q_EMIT changed();
    });
    setPoints(0);
}

void AnswerKeysEditor::setPoints(int points)
{
    m_points = points;
    showPoints();
    judge();
}

void AnswerKeysEditor::setKeys(const QStringList& keys)
{
    const QStringList digits = digitKeys(mostPoints);
    for (int i = 0; i < mostPoints; ++i)
        m_edits[i]->setText(i < keys.size() ? keys.at(i) : digits.at(i));
    judge();
}

QStringList AnswerKeysEditor::shownKeys() const
{
    QStringList keys;
    for (int i = 0; i < m_points; ++i)
        keys << m_edits.at(i)->text();
    return keys;
}

QStringList AnswerKeysEditor::keys() const
{
    const QStringList shown = shownKeys();
    return shown == digitKeys(m_points) ? QStringList() : shown;
}

QString AnswerKeysEditor::problem() const
{
    const Result<void> checked = checkAnswerKeys(keys(), m_points);
    return checked ? QString() : errorSentence(checked.error());
}

void AnswerKeysEditor::showPoints()
{
    for (int i = 0; i < mostPoints; ++i)
        m_edits[i]->setVisible(i < m_points);
}

void AnswerKeysEditor::judge()
{
    m_problem->setText(problem());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_digits->setEnabled(!keys().isEmpty());
}

} // namespace antiphon
