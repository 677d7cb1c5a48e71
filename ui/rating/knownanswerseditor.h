// What is expected of a dialogue, criterion by criterion, and why.
#pragma once

#include "core/rating/study.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;
class QSpinBox;

namespace antiphon {

// The name of a field of practice; all of them are as wide, so that the fields stand below each other.
QWidget* practiceLabel(const QString& text, QWidget* parent);

class KnownAnswersEditor : public QWidget
{
    Q_OBJECT
public:
    explicit KnownAnswersEditor(QWidget* parent = nullptr);
    // Those that are answered on the scale get a row each.
    void setCriteria(const QList<Criterion>& criteria);
    void setKnown(const KnownAnswers& known);
    KnownAnswers known() const; // a point that is no number comes as 0

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QString key;
        QLineEdit* points;
        QLineEdit* reason;
    };
    void addRow(const Criterion& criterion);
    QLineEdit* makeLine(const QString& name, const QString& toolTip);

    QWidget* m_rowsBox = nullptr;
    QGridLayout* m_grid = nullptr;
    QList<Row> m_rows;
    QSpinBox* m_tolerance;
    QLineEdit* m_why;
};

} // namespace antiphon
