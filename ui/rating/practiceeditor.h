// The practice of a new study: dialogues with known answers that raters rate first, and what comes of it.
#pragma once

#include "core/rating/study.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QSpinBox;
class QToolButton;

namespace antiphon {

class KnownAnswersEditor;

class PracticeEditor : public QWidget
{
    Q_OBJECT
public:
    explicit PracticeEditor(QWidget* parent = nullptr);
    void setSources(const QStringList& names); // that dialogues may be taken from
    // Keeps what was typed; a criterion whose key alone changed keeps its answers.
    void setCriteria(const QList<Criterion>& criteria);
    void setRules(const StudyRules& rules);
    // Puts practice, the qualification and whether raters are told of it into rules.
    void addTo(StudyRules& rules) const;

private:
    QWidget* makeList();
    QWidget* makeFields();
    QWidget* makeOutcome();
    void add();
    void removeCurrent();
    void move(int by);
    void showList(qsizetype current);
    void showCurrent();
    void takeFields();
    qsizetype current() const;

    QList<KnownItem> m_items;
    QList<Criterion> m_criteria;
    bool m_filling = false;
    QListWidget* m_list;
    QToolButton* m_remove;
    QToolButton* m_up;
    QToolButton* m_down;
    QWidget* m_body; // list and fields
    QWidget* m_fields;
    QComboBox* m_source;
    QLineEdit* m_dialogue;
    KnownAnswersEditor* m_known;
    QSpinBox* m_qualification;
    QCheckBox* m_tell;
};

} // namespace antiphon
