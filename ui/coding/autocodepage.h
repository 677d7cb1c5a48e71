// Autocode: a pattern, what it fits, and one act that codes it.
#pragma once

#include "core/coding/autocode.h"
#include "core/jobs/jobrunner.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace antiphon {

class CodingDesk;
class TablePane;
class TextLabel;

// Enter in the field looks through the turns, Space unticks a match, Ctrl+Enter codes what is ticked.
class AutocodePage : public QWidget
{
    Q_OBJECT
public:
    explicit AutocodePage(CodingDesk& desk, QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeForm();
    void fillCodes();
    void fillSources();
    AutocodeRule rule() const;
    void preview();
    void show(const AutocodeRule& rule, const AutocodePreview& preview);
    void say(const QString& sentence);
    void updateAct();
    void apply();

    CodingDesk& m_desk;
    AutocodeRule m_rule; // of what is shown
    AutocodePreview m_preview;
    JobNumber m_job = 0; // the newest search
    QLineEdit* m_pattern;
    QComboBox* m_kind;
    QCheckBox* m_exact;
    QComboBox* m_role;
    QComboBox* m_source;
    QComboBox* m_target;
    QComboBox* m_code;
    QPushButton* m_find;
    TablePane* m_pane;
    TextLabel* m_summary;
    QPushButton* m_apply;
};

} // namespace antiphon
