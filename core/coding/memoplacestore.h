// Where memos and their evidence lie, as people read it; from the project file.
#pragma once

#include "core/coding/memo.h"
#include "core/storage/connection.h"

namespace antiphon {

// Finds places with statements prepared once. Lives no longer than its connection.
class MemoPlaceReader
{
public:
    static Result<MemoPlaceReader> open(const Connection& connection);
    // A thing that is gone gives a place that is not there, never an error.
    Result<MemoPlace> read(const MemoAnchor& anchor);

private:
    MemoPlaceReader(Statement dialogue, Statement turn, Statement coding, Statement code, Statement memo);
    Result<void> readDialogue(MemoPlace& place);
    Result<void> readTurn(MemoPlace& place);
    Result<void> readCoding(MemoPlace& place);
    Result<void> readCode(MemoPlace& place);
    Result<void> readMemo(MemoPlace& place);

    Statement m_dialogue;
    Statement m_turn;
    Statement m_coding;
    Statement m_code;
    Statement m_memo;
};

} // namespace antiphon
