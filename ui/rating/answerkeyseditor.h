// The key of each point of a study's scales: digits, unless others are typed.
#pragma once

#include "ui/widgets/textlabel.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace antiphon {

class AnswerKeysEditor : public QWidget
{
    Q_OBJECT
public:
    explicit AnswerKeysEditor(QWidget* parent = nullptr);
    // 2 to 11; none where no question has a scale. Keys of points that go are kept until they come back.
    void setPoints(int points);
    void setKeys(const QStringList& keys); // none: the digits
    QStringList keys() const;              // none: the digits
    QStringList shownKeys() const;         // of each point
    // What is wrong with them, as a sentence; empty: nothing.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    void showPoints();
    void judge();

    int m_points = 0;
    QList<QLineEdit*> m_edits; // all eleven; those beyond the points are hidden
    QPushButton* m_digits;
    TextLabel* m_problem;
};

} // namespace antiphon
