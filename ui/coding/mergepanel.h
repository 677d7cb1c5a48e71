// The form that makes one code of several.
#pragma once

#include "core/coding/codemerge.h"
#include "ui/widgets/panels.h"

class QCheckBox;
class QComboBox;

namespace antiphon {

class CodingDesk;

// Says beforehand what becomes of the codings. Ctrl+Enter merges, Escape leaves.
class MergePanel : public QWidget
{
    Q_OBJECT
public:
    MergePanel(CodingDesk& desk, QWidget* parent);
    // Of several codes, the one with most codings is proposed to stay; a single one looks for another.
    void open(const QList<CodeId>& codes);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fillTargets();
    CodeId target() const;
    QList<CodeId> merged() const; // all but the target
    SpanMerge spans() const;
    void preview();
    void merge();

    CodingDesk& m_desk;
    QList<CodeId> m_codes;
    SectionHeader* m_title;
    TextLabel* m_names;
    QComboBox* m_target;
    QCheckBox* m_join;
    TextLabel* m_preview;
    QPushButton* m_merge;
};

} // namespace antiphon
